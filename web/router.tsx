import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { DemonstrationBar } from '../rooms/accounts/screens/demonstration-bar.tsx';
import { Failed, Loading, NoSuchPage } from './parts/states.tsx';
import { filterKeys, filtersOf, parseSearch, searchOf, stringifySearch } from './search.ts';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: () => <Shell demonstration={<DemonstrationBar />} /> });
const getParentRoute = () => root;

/** Pages that show something to whoever has not signed in; any other asks him to first. */
const open = { open: true };

/* Every page: its address, the fields of the address that it understands, and the room that draws it (loaded when first seen). */
const country = createRoute({ getParentRoute, path: '/', validateSearch: searchOf(...filterKeys, 'by', 'sort'), component: lazyRouteComponent(() => import('../rooms/pledges/screens/country-screen.tsx'), 'CountryScreen') });
const place = createRoute({ getParentRoute, path: '/places/$kato', validateSearch: searchOf(...filterKeys, 'by', 'sort', 'parts'), component: lazyRouteComponent(() => import('../rooms/pledges/screens/place-screen.tsx'), 'PlaceScreen') });
const projects = createRoute({ getParentRoute, path: '/projects', validateSearch: searchOf(...filterKeys, 'stage', 'wageShare', 'q', 'sort', 'page', 'size', 'view'), component: lazyRouteComponent(() => import('../rooms/pledges/screens/projects-screen.tsx'), 'ProjectsScreen') });
const project = createRoute({ getParentRoute, path: '/projects/$projectId', validateSearch: searchOf('month', 'sort', 'by'), component: lazyRouteComponent(() => import('./pages/project.tsx'), 'ProjectPage') });
const projectVersions = createRoute({ getParentRoute, path: '/projects/$projectId/versions', validateSearch: searchOf('a', 'b'), component: lazyRouteComponent(() => import('../rooms/projects/screens/versions-screen.tsx'), 'ProjectVersionsScreen') });
const drafts = createRoute({ getParentRoute, path: '/drafts', validateSearch: searchOf('view', 'state', 'sort', 'page'), component: lazyRouteComponent(() => import('../rooms/projects/screens/drafts-screen.tsx'), 'DraftsScreen') });
const draft = createRoute({ getParentRoute, path: '/drafts/$draftId', component: lazyRouteComponent(() => import('../rooms/projects/screens/draft-screen.tsx'), 'DraftScreen') });
const review = createRoute({ getParentRoute, path: '/reviews/$draftId', component: lazyRouteComponent(() => import('../rooms/projects/screens/review-screen.tsx'), 'ReviewScreen') });
const pledges = createRoute({ getParentRoute, path: '/pledges', validateSearch: searchOf(...filterKeys, 'verdict', 'outlook', 'q', 'sort', 'page', 'size'), component: lazyRouteComponent(() => import('../rooms/pledges/screens/pledges-screen.tsx'), 'PledgesScreen') });
const pledge = createRoute({ getParentRoute, path: '/pledges/$pledgeId', validateSearch: searchOf('month', 'rung', 'outcome', 'exempt', 'sort', 'page', 'size'), component: lazyRouteComponent(() => import('./pages/pledge.tsx'), 'PledgePage') });
const pledgeVersions = createRoute({ getParentRoute, path: '/pledges/$pledgeId/versions', validateSearch: searchOf('a', 'b'), component: lazyRouteComponent(() => import('../rooms/projects/screens/versions-screen.tsx'), 'PledgeVersionsScreen') });
const demand = createRoute({ getParentRoute, path: '/demand', validateSearch: searchOf('place', 'sort', 'shortSort'), component: lazyRouteComponent(() => import('../rooms/demand/screens/demand-screen.tsx'), 'DemandScreen') });
const findings = createRoute({ getParentRoute, path: '/findings', validateSearch: searchOf('rule', 'state', 'place', 'employer', 'pledge', 'month', 'sort', 'page', 'size'), component: lazyRouteComponent(() => import('../rooms/findings/screens/findings-screen.tsx'), 'FindingsScreen') });
const findingRules = createRoute({ getParentRoute, path: '/findings/rules', component: lazyRouteComponent(() => import('../rooms/findings/screens/rules-screen.tsx'), 'RulesScreen') });
const finding = createRoute({ getParentRoute, path: '/findings/$findingId', validateSearch: searchOf('page'), component: lazyRouteComponent(() => import('../rooms/findings/screens/finding-screen.tsx'), 'FindingScreen') });
const reconciliation = createRoute({ getParentRoute, path: '/months/$month/reconciliation', validateSearch: searchOf('pledge', 'employer', 'place', 'reason', 'part', 'sort', 'page', 'basePage'), component: lazyRouteComponent(() => import('./pages/reconciliation.tsx'), 'ReconciliationPage') });
const orders = createRoute({ getParentRoute, path: '/orders', validateSearch: searchOf('state', 'only', 'place', 'sort', 'page'), component: lazyRouteComponent(() => import('../rooms/oversight/screens/orders-screen.tsx'), 'OrdersScreen') });
const objections = createRoute({ getParentRoute, path: '/objections', validateSearch: searchOf('state', 'place', 'employer', 'month', 'sort', 'page'), component: lazyRouteComponent(() => import('../rooms/oversight/screens/objections-screen.tsx'), 'ObjectionsScreen') });
const order = createRoute({ getParentRoute, path: '/orders/$orderId', component: lazyRouteComponent(() => import('../rooms/oversight/screens/order-screen.tsx'), 'OrderScreen') });
const months = createRoute({ getParentRoute, path: '/months', validateSearch: searchOf('state', 'sort'), component: lazyRouteComponent(() => import('../rooms/closing/screens/months-screen.tsx'), 'MonthsScreen') });
const monthDraft = createRoute({ getParentRoute, path: '/months/$month', validateSearch: searchOf('place', 'employer', 'q', 'changed', 'sort', 'page', 'regionSort', 'said', 'kind', 'region', 'answerSort', 'answerPage'), component: lazyRouteComponent(() => import('../rooms/closing/screens/draft-screen.tsx'), 'DraftScreen') });
const notices = createRoute({ getParentRoute, path: '/notices', validateSearch: searchOf('page'), component: lazyRouteComponent(() => import('../rooms/oversight/screens/notices-screen.tsx'), 'NoticesScreen') });
const registers = createRoute({ getParentRoute, path: '/registers', validateSearch: searchOf('register', 'page', 'size'), component: lazyRouteComponent(() => import('../rooms/registers/screens/registers-screen.tsx'), 'RegistersScreen') });
const registerImport = createRoute({ getParentRoute, path: '/registers/$importId', validateSearch: searchOf('code', 'column', 'page', 'size'), component: lazyRouteComponent(() => import('../rooms/registers/screens/import-screen.tsx'), 'ImportScreen') });
const reference = createRoute({ getParentRoute, path: '/reference', staticData: open, validateSearch: searchOf('table'), component: lazyRouteComponent(() => import('../rooms/reference/screens/reference-screen.tsx'), 'ReferenceScreen') });
const definition = createRoute({ getParentRoute, path: '/definition', staticData: open, validateSearch: filtersOf, component: lazyRouteComponent(() => import('../rooms/pledges/screens/definition-screen.tsx'), 'DefinitionScreen') });
const forecast = createRoute({ getParentRoute, path: '/forecast', component: lazyRouteComponent(() => import('../rooms/pledges/screens/forecast-screen.tsx'), 'ForecastScreen') });
const publicPage = createRoute({ getParentRoute, path: '/public', staticData: open, validateSearch: searchOf('place', 'month', 'q', 'sort', 'page'), component: lazyRouteComponent(() => import('../rooms/publishing/screens/public-screen.tsx'), 'PublicScreen') });
const publicProject = createRoute({ getParentRoute, path: '/public/projects/$projectId', staticData: open, component: lazyRouteComponent(() => import('../rooms/publishing/screens/public-project-screen.tsx'), 'PublicProjectScreen') });
const publicPledge = createRoute({ getParentRoute, path: '/public/pledges/$pledgeId', staticData: open, component: lazyRouteComponent(() => import('../rooms/publishing/screens/public-pledge-screen.tsx'), 'PublicPledgeScreen') });
const ranking = createRoute({ getParentRoute, path: '/ranking', validateSearch: searchOf('measure', 'kind', 'mix', 'sort'), component: lazyRouteComponent(() => import('../rooms/reporting/screens/ranking-screen.tsx'), 'RankingScreen') });
const publicRanking = createRoute({ getParentRoute, path: '/public/ranking', staticData: open, validateSearch: searchOf('measure', 'kind', 'mix', 'sort'), component: lazyRouteComponent(() => import('../rooms/reporting/screens/public-ranking-screen.tsx'), 'PublicRankingScreen') });
const certificate = createRoute({ getParentRoute, path: '/public/certificates/$number', staticData: open, component: lazyRouteComponent(() => import('../rooms/publishing/screens/certificate-screen.tsx'), 'CertificateScreen') });
const contradictions = createRoute({ getParentRoute, path: '/contradictions', validateSearch: searchOf('example', 'sort'), component: lazyRouteComponent(() => import('../rooms/contradictions/screens/contradictions-screen.tsx'), 'ContradictionsScreen') });
const signIn = createRoute({ getParentRoute, path: '/sign-in', staticData: open, component: lazyRouteComponent(() => import('../rooms/accounts/screens/sign-in-screen.tsx'), 'SignInScreen') });
const setUp = createRoute({ getParentRoute, path: '/set-up', staticData: open, component: lazyRouteComponent(() => import('../rooms/accounts/screens/set-up-screen.tsx'), 'SetUpScreen') });
const invitation = createRoute({ getParentRoute, path: '/invitation', staticData: open, component: lazyRouteComponent(() => import('../rooms/accounts/screens/invitation-screen.tsx'), 'InvitationScreen') });
const confirmEmail = createRoute({ getParentRoute, path: '/confirm-email', staticData: open, component: lazyRouteComponent(() => import('../rooms/accounts/screens/confirm-email-screen.tsx'), 'ConfirmEmailScreen') });
const own = createRoute({ getParentRoute, path: '/account', component: lazyRouteComponent(() => import('../rooms/accounts/screens/own-screen.tsx'), 'OwnScreen') });
const accounts = createRoute({ getParentRoute, path: '/accounts', validateSearch: searchOf('search', 'role', 'sort', 'page'), component: lazyRouteComponent(() => import('../rooms/accounts/screens/accounts-screen.tsx'), 'AccountsScreen') });
const account = createRoute({ getParentRoute, path: '/accounts/$accountId', component: lazyRouteComponent(() => import('../rooms/accounts/screens/account-screen.tsx'), 'AccountScreen') });
const audit = createRoute({ getParentRoute, path: '/audit', validateSearch: searchOf('what', 'actor', 'day', 'before'), component: lazyRouteComponent(() => import('../rooms/accounts/screens/audit-screen.tsx'), 'AuditScreen') });
const alarms = createRoute({ getParentRoute, path: '/alarms', validateSearch: searchOf('seen', 'page'), component: lazyRouteComponent(() => import('../rooms/people/screens/alarms-screen.tsx'), 'AlarmsScreen') });
const readings = createRoute({ getParentRoute, path: '/who-looked', validateSearch: searchOf('person', 'page'), component: lazyRouteComponent(() => import('../rooms/people/screens/who-looked-screen.tsx'), 'WhoLookedScreen') });

const tree = root.addChildren([country, place, projects, project, projectVersions, drafts, draft, review, pledges, pledge, demand, findings, findingRules, finding, reconciliation, pledgeVersions, orders, objections, order, months, monthDraft, notices, registers, registerImport, reference, definition, forecast, publicPage, publicProject, publicPledge, ranking, publicRanking, certificate, contradictions, signIn, setUp, invitation, confirmEmail, own, accounts, account, audit, alarms, readings]);

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
  interface StaticDataRouteOption {
    open?: boolean;
  }
}
