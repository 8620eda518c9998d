import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Failed, Loading, NoSuchPage } from './parts/states.tsx';
import { filterKeys, filtersOf, parseSearch, searchOf, stringifySearch } from './search.ts';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell });
const getParentRoute = () => root;

/** Every page: its address, the fields of the address that it understands, and the room that draws it (loaded when first seen). */
const tree = root.addChildren([
  createRoute({ getParentRoute, path: '/', validateSearch: searchOf(...filterKeys, 'by', 'sort'), component: lazyRouteComponent(() => import('../rooms/pledges/screens/country-screen.tsx'), 'CountryScreen') }),
  createRoute({ getParentRoute, path: '/places/$kato', validateSearch: searchOf(...filterKeys, 'by', 'sort'), component: lazyRouteComponent(() => import('../rooms/pledges/screens/place-screen.tsx'), 'PlaceScreen') }),
  createRoute({ getParentRoute, path: '/projects', validateSearch: searchOf(...filterKeys, 'stage', 'q', 'sort', 'page', 'size', 'view'), component: lazyRouteComponent(() => import('../rooms/pledges/screens/projects-screen.tsx'), 'ProjectsScreen') }),
  createRoute({ getParentRoute, path: '/projects/$projectId', validateSearch: searchOf('month', 'sort', 'by'), component: lazyRouteComponent(() => import('../rooms/pledges/screens/project-screen.tsx'), 'ProjectScreen') }),
  createRoute({ getParentRoute, path: '/pledges/$pledgeId', validateSearch: searchOf('month', 'rung', 'outcome', 'exempt', 'sort', 'page', 'size'), component: lazyRouteComponent(() => import('../rooms/pledges/screens/pledge-screen.tsx'), 'PledgeScreen') }),
  createRoute({ getParentRoute, path: '/registers', validateSearch: searchOf('register', 'page', 'size'), component: lazyRouteComponent(() => import('../rooms/registers/screens/registers-screen.tsx'), 'RegistersScreen') }),
  createRoute({ getParentRoute, path: '/registers/$importId', validateSearch: searchOf('code', 'column', 'page', 'size'), component: lazyRouteComponent(() => import('../rooms/registers/screens/import-screen.tsx'), 'ImportScreen') }),
  createRoute({ getParentRoute, path: '/reference', validateSearch: searchOf('table'), component: lazyRouteComponent(() => import('../rooms/reference/screens/reference-screen.tsx'), 'ReferenceScreen') }),
  createRoute({ getParentRoute, path: '/definition', validateSearch: filtersOf, component: lazyRouteComponent(() => import('../rooms/pledges/screens/definition-screen.tsx'), 'DefinitionScreen') }),
]);

export const router = createRouter({
  routeTree: tree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: Loading,
  defaultErrorComponent: ({ error }) => <Failed error={error} />,
  defaultNotFoundComponent: NoSuchPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
