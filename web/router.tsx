import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Failed, Loading, NoSuchPage } from './parts/states.tsx';
import { filterKeys, filtersOf, parseSearch, searchOf, stringifySearch } from './search.ts';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell });
const getParentRoute = () => root;

/* Every page: its address, the fields of the address that it understands, and the room that draws it (loaded when first seen). */
const country = createRoute({ getParentRoute, path: '/', validateSearch: searchOf(...filterKeys, 'by', 'sort'), component: lazyRouteComponent(() => import('../rooms/pledges/screens/country-screen.tsx'), 'CountryScreen') });
const place = createRoute({ getParentRoute, path: '/places/$kato', validateSearch: searchOf(...filterKeys, 'by', 'sort', 'parts'), component: lazyRouteComponent(() => import('../rooms/pledges/screens/place-screen.tsx'), 'PlaceScreen') });
const projects = createRoute({ getParentRoute, path: '/projects', validateSearch: searchOf(...filterKeys, 'stage', 'q', 'sort', 'page', 'size', 'view'), component: lazyRouteComponent(() => import('../rooms/pledges/screens/projects-screen.tsx'), 'ProjectsScreen') });
const project = createRoute({ getParentRoute, path: '/projects/$projectId', validateSearch: searchOf('month', 'sort', 'by'), component: lazyRouteComponent(() => import('../rooms/pledges/screens/project-screen.tsx'), 'ProjectScreen') });
const pledge = createRoute({ getParentRoute, path: '/pledges/$pledgeId', validateSearch: searchOf('month', 'rung', 'outcome', 'exempt', 'sort', 'page', 'size'), component: lazyRouteComponent(() => import('../rooms/pledges/screens/pledge-screen.tsx'), 'PledgeScreen') });
const registers = createRoute({ getParentRoute, path: '/registers', validateSearch: searchOf('register', 'page', 'size'), component: lazyRouteComponent(() => import('../rooms/registers/screens/registers-screen.tsx'), 'RegistersScreen') });
const registerImport = createRoute({ getParentRoute, path: '/registers/$importId', validateSearch: searchOf('code', 'column', 'page', 'size'), component: lazyRouteComponent(() => import('../rooms/registers/screens/import-screen.tsx'), 'ImportScreen') });
const reference = createRoute({ getParentRoute, path: '/reference', validateSearch: searchOf('table'), component: lazyRouteComponent(() => import('../rooms/reference/screens/reference-screen.tsx'), 'ReferenceScreen') });
const definition = createRoute({ getParentRoute, path: '/definition', validateSearch: filtersOf, component: lazyRouteComponent(() => import('../rooms/pledges/screens/definition-screen.tsx'), 'DefinitionScreen') });

const tree = root.addChildren([country, place, projects, project, pledge, registers, registerImport, reference, definition]);

export const router = createRouter({
  routeTree: tree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: Loading,
  defaultErrorComponent: ({ error }) => <Failed heads error={error} />,
  defaultNotFoundComponent: NoSuchPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
