import { z } from 'zod';
import { endpoint } from '#kernel/contract.ts';
import { monthShape } from '#kernel/month.ts';
import { Names } from '#kernel/names.ts';

const empty = z.object({});
const count = z.int();
const month = z.string().regex(monthShape);
const place = z.string().regex(/^\d{9}$/);
const Kind = z.enum(['investment', 'infrastructure', 'business', 'social']);

/** A count of people, a multiple of ten; null where it is withheld: fewer than ten people stand behind it, or others could be worked out from it. */
const people = count.nullable();

/** What is published of a place, kind, section or project in a month. Promises are exact. Nothing adds up exactly: every figure is rounded for itself. */
export const PublicFigures = z.object({
  promised: z.number(), due: z.number(), contracted: people, paid: people, held3: people, held6: people, held12: people,
  /** Of the due jobs, those credited. */
  met: people,
});
export type PublicFigures = z.infer<typeof PublicFigures>;

/** A release: immutable once made. */
export const Release = z.object({
  number: count,
  /** ISO instant. */
  at: z.string(),
  madeUp: z.boolean(),
  months: z.object({ first: month, last: month }),
  /** Version of docs/evidence.md, and of the disclosure control of docs/open-data.md. */
  definition: z.string(), method: z.string(),
  licence: z.literal('CC-BY-4.0'),
  /** SHA-256 and name of every file after a line that names the release; its Ed25519 signature in base64, and the key as PEM. */
  sums: z.string(), signature: z.string(), publicKey: z.string(),
  /** How that key follows from the first one: each signed by the one before (docs/open-data.md). */
  keyChanges: z.array(z.object({ from: z.string(), key: z.string(), signature: z.string() })),
});
export type Release = z.infer<typeof Release>;

/** Verdicts as they are published (rule 15). */
const PublicVerdict = z.enum(['not-due', 'kept', 'substantially-kept', 'missed', 'holding', 'held', 'lost']);

const PublicPlace = z.object({ kato: place, level: count, names: Names });
/** Tenge a month, to a thousand; null where it is withheld or not published. */
const wageMean = z.number().nullable();

export const PublicPart = z.object({ place: PublicPlace, figures: PublicFigures, wageMean });
export type PublicPart = z.infer<typeof PublicPart>;

/** The front page of the public: one place in one month of the newest release. */
export const getPublicOverview = endpoint({
  method: 'GET', path: '/api/public/overview', may: 'anyone', summary: 'What was promised and what came of it, for the country, a region or a district, from the newest release.',
  params: empty,
  query: z.object({ place: place.optional(), month: month.optional() }),
  reply: z.object({
    release: Release,
    month,
    place: PublicPlace,
    /** From the country down to the parent. */
    above: z.array(PublicPlace),
    figures: PublicFigures,
    wageMean,
    trend: z.array(PublicFigures.extend({ month })),
    /** Regions of the country, districts of a region. */
    parts: z.array(PublicPart),
    /** Of the country and of regions only. */
    kinds: z.array(z.object({ kind: Kind, figures: PublicFigures })),
    /** Of the country only; `section` is a letter A-U. */
    sections: z.array(z.object({ section: z.string(), figures: PublicFigures, wageMean })),
  }),
});
export type PublicOverview = z.infer<typeof getPublicOverview.reply>;

export const PublicProject = z.object({
  projectId: z.string(), names: Names, kind: Kind, section: z.string().nullable(), place: PublicPlace, stage: z.string(),
  startsOn: z.string(), endsOn: z.string().nullable(),
  /** Tenge, as promised. */
  investment: z.number(),
  figures: PublicFigures,
});
export type PublicProject = z.infer<typeof PublicProject>;

export const publicProjectSorts = ['name', 'investment', 'promised', 'due', 'contracted', 'paid', 'held12', 'met'] as const;

export const listPublicProjects = endpoint({
  method: 'GET', path: '/api/public/projects', may: 'anyone', summary: 'Projects with their promises and published figures: search, filter, sort, page; the latest closed month.',
  params: empty,
  query: z.object({
    q: z.string().max(200).optional(), place: place.optional(), kind: Kind.optional(),
    sort: z.enum(publicProjectSorts.flatMap((key) => [key, `-${key}`])).default('-promised'),
    page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  reply: z.object({ release: Release, month, total: count, rows: z.array(PublicProject) }),
});

/** A pledge as it is published. `employer` is null for a sole entrepreneur, who is a person, and where no name is held; `verdict` is null where it is not told. */
export const PublicPledge = z.object({
  pledgeId: z.string(), projectId: z.string(), employer: z.string().nullable(), place: PublicPlace, phase: z.enum(['construction', 'operation']), term: z.string(),
  jobs: z.number(), awardedOn: z.string(), dueOn: z.string(), holdMonths: z.number(), verdict: PublicVerdict.nullable(), figures: PublicFigures,
});
export type PublicPledge = z.infer<typeof PublicPledge>;

export const getPublicProject = endpoint({
  method: 'GET', path: '/api/public/projects/:projectId', may: 'anyone', summary: 'One project with its pledges, from the newest release.',
  params: z.object({ projectId: z.string().max(400) }), query: empty,
  reply: z.object({
    release: Release, month, project: PublicProject,
    /** As registered; null for a sole entrepreneur and where no name is held. */
    owner: z.string().nullable(),
    /** Who answers for it. */
    office: z.string(),
    pledges: z.array(PublicPledge),
  }),
});
export type PublicProjectPage = z.infer<typeof getPublicProject.reply>;

export const getPublicPledge = endpoint({
  method: 'GET', path: '/api/public/pledges/:pledgeId', may: 'anyone', summary: 'One pledge: what was promised, what came of it, and its verdict where that is published, from the newest release.',
  params: z.object({ pledgeId: z.string().max(400) }), query: empty,
  reply: z.object({ release: Release, month, pledge: PublicPledge, project: Names.nullable() }),
});
export type PublicPledgePage = z.infer<typeof getPublicPledge.reply>;

const release = z.coerce.number().int().min(1).max(2_000_000_000).optional();

export const getOc4ids = endpoint({
  method: 'GET', path: '/public/oc4ids.json', may: 'anyone', summary: 'All projects as one OC4IDS 0.9 package, of the newest release or of the one named.',
  params: empty, query: z.object({ release }), reply: z.unknown(), file: ['application/json'],
});

export const getOc4idsProject = endpoint({
  method: 'GET', path: '/public/projects/:projectId.oc4ids.json', may: 'anyone', summary: 'One project as an OC4IDS 0.9 package, of the newest release or of the one named.',
  params: z.object({ projectId: z.string().max(400) }), query: z.object({ release }), reply: z.unknown(), file: ['application/json'],
});

export const getLatestRelease = endpoint({
  method: 'GET', path: '/api/public/latest', may: 'anyone', summary: 'The newest release: number, months, checksums, signature.',
  params: empty, query: empty, reply: Release,
});

export const listReleases = endpoint({
  method: 'GET', path: '/api/public/releases', may: 'anyone', summary: 'All releases, newest first; each stays as it was made.',
  params: empty, query: empty, reply: z.object({ rows: z.array(Release) }),
});

export const getReleaseFile = endpoint({
  method: 'GET', path: '/api/public/releases/:number/:product.:format', may: 'anyone', summary: 'One table of a release as a file: places, kinds, sections, projects or pledges.',
  params: z.object({ number: z.coerce.number().int().min(1).max(2_000_000_000), product: z.enum(['places', 'kinds', 'sections', 'projects', 'pledges']), format: z.enum(['csv', 'json', 'parquet']) }),
  query: empty,
  reply: z.unknown(), file: ['text/csv', 'application/json', 'application/vnd.apache.parquet'],
});

export const getCertificate = endpoint({
  method: 'GET', path: '/api/pledges/:pledgeId/certificate.pdf', may: 'read-figures', summary: 'The certificate of a pledge that was kept, substantially kept or held: the one issued before for the same evidence, or a new one.',
  params: z.object({ pledgeId: z.string().max(400) }), query: z.object({ language: z.enum(['kk', 'ru', 'en']).default('kk') }),
  reply: z.unknown(), file: ['application/pdf'],
});

export const verifyCertificate = endpoint({
  method: 'GET', path: '/api/public/certificates/:number', may: 'anyone', summary: 'What a certificate certifies, and whether the evidence still says the same, for whoever holds its number.',
  params: z.object({ number: z.string().regex(/^[0-9a-hjkmnp-tv-z]{26}$/) }), query: empty,
  reply: z.object({
    number: z.string(),
    /** `superseded` when the evidence of the certified month, the promise, or what became of it is other now. */
    status: z.enum(['valid', 'superseded']),
    verdict: z.enum(['kept', 'substantially-kept', 'held']), month, issuedOn: z.string(), definition: z.string(),
    /** Of the PDF, in hex: to be compared with the file that one was shown. */
    sha256: z.string(),
    madeUp: z.boolean(),
    pledgeId: z.string(), jobs: z.number(), dueOn: z.string(),
    /** Null where the registers no longer hold them; the employer also for a sole entrepreneur. */
    project: Names.nullable(), place: Names.nullable(), employer: z.string().nullable(),
  }),
});
export type VerifiedCertificate = z.infer<typeof verifyCertificate.reply>;
