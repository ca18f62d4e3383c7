/**
 * `/files/<source>`: people hand in the files that a subgraph reads. PUT writes one, DELETE takes one away, GET lists
 * them with what was read and what was not. What a file means is the subgraph's business.
 */
import type { Actor } from '../../subgraphs/kit/actor.js';
import { isUpstreamError } from '../../subgraphs/kit/errors.js';
import { tooLarge } from '../../subgraphs/kit/files/bytes.js';
import type { FileDoor } from '../../subgraphs/kit/files/door.js';
import { isFileRefused, type FileRefused, type Refusal } from '../../subgraphs/kit/files/report.js';
import type { Authenticate } from '../auth/authenticate.js';
import type { Log } from '../log.js';
import { identify } from './identify.js';
import { errorAnswer, jsonAnswer, type Route, type RouteAnswer, type RouteRequest } from './routes.js';

/** Where the files of a source go. */
export type FileSource =
  | { readonly state: 'OPEN'; readonly door: FileDoor; readonly refresh: () => Promise<void> }
  | { readonly state: 'NOT_CONFIGURED' }
  | { readonly state: 'ELSEWHERE'; readonly url: string };

export interface FileRouteOptions {
  readonly sources: Readonly<Record<string, FileSource>>;
  readonly authenticate: Authenticate;
  /** Is told who wrote and took away which file. */
  readonly log: Pick<Log, 'info'>;
}

const PATH = '/files';

export function fileRoutes(options: FileRouteOptions): Route[] {
  const route = (method: Route['method'], mayUse: (actor: Actor) => boolean, serve: Serve): Route => ({
    method,
    path: PATH,
    prefix: true,
    handle: (request) => answer(options, request, mayUse, serve),
  });
  return [route('GET', seesEverything, list), route('PUT', mayWrite, put), route('DELETE', mayWrite, remove)];
}

interface Asked {
  readonly source: string;
  /** As the client wrote it, decoded; null when it named none. */
  readonly name: string | null;
  readonly open: FileSource & { readonly state: 'OPEN' };
  readonly request: RouteRequest;
  readonly actor: Actor;
  readonly log: Pick<Log, 'info'>;
}
type Serve = (asked: Asked) => Promise<RouteAnswer>;

/** A file may hold records of any company, so it is nothing for who sees only some. */
function seesEverything({ companies, projects }: Actor): boolean {
  return companies === '*' && projects === '*';
}

function mayWrite(actor: Actor): boolean {
  return actor.roles.includes('admin') && seesEverything(actor);
}

async function answer(
  { sources, authenticate, log }: FileRouteOptions,
  request: RouteRequest,
  mayUse: (actor: Actor) => boolean,
  serve: Serve,
): Promise<RouteAnswer> {
  const caller = await identify(authenticate, request.headers);
  if ('refusal' in caller) return caller.refusal;
  const { actor } = caller;
  if (!mayUse(actor)) return forbidden(actor, mayUse);
  const [, source = '', ...rest] = request.path.slice(1).split('/');
  const found = Object.hasOwn(sources, source) ? sources[source] : undefined;
  if (found?.state !== 'OPEN') return notOpen(source, found, sources);
  let name: string | null;
  try {
    name = rest.length === 0 ? null : decodeURIComponent(rest.join('/'));
  } catch {
    return errorAnswer(400, 'BAD_REQUEST', `The name in ${request.path} is not percent-encoded UTF-8`);
  }
  try {
    return await serve({ source, name, open: found, request, actor, log });
  } catch (error) {
    if (isFileRefused(error)) return refused(error);
    if (isUpstreamError(error)) return errorAnswer(503, 'UPSTREAM_UNAVAILABLE', error.message);
    throw error;
  }
}

function forbidden({ id }: Actor, mayUse: (actor: Actor) => boolean): RouteAnswer {
  const needed =
    mayUse === mayWrite ? 'the role admin over every company and project' : 'every company and project';
  return errorAnswer(
    403,
    'FORBIDDEN',
    `"${id}" may not do this: it needs ${needed}; use such a token, or ask who runs Plumbline for one`,
  );
}

function notOpen(
  source: string,
  found: FileSource | undefined,
  sources: FileRouteOptions['sources'],
): RouteAnswer {
  switch (found?.state) {
    case 'NOT_CONFIGURED':
      return errorAnswer(
        409,
        'FILES_NOT_CONFIGURED',
        `${source} takes no files yet; write ${source}.files in plumbline.yaml and start again`,
      );
    case 'ELSEWHERE':
      return errorAnswer(
        409,
        'RUNS_ELSEWHERE',
        `${source} runs in a process of its own at ${found.url} and reads the files of that process: put the file ` +
          `into the folder ${source}.files.folder there (files/${source} under its DATA_DIR when none is named)`,
      );
    default: {
      const known = Object.keys(sources).map((name) => `${PATH}/${name}`);
      return errorAnswer(
        404,
        'NOT_FOUND',
        `There are no files of "${source}"; there are ${known.join(', ')}`,
      );
    }
  }
}

const STATUS: Readonly<Record<Refusal, readonly [number, string]>> = {
  UNREADABLE: [422, 'FILE_REFUSED'],
  TOO_LARGE: [413, 'LIMIT_EXCEEDED'],
  NAME: [400, 'BAD_REQUEST'],
  FOLDER: [503, 'FOLDER_UNAVAILABLE'],
};

function refused({ refusal, message }: FileRefused): RouteAnswer {
  return errorAnswer(...STATUS[refusal], message);
}

const LONGEST_REFRESH_MS = 10_000;

/** What the file holds is matched before the answer; but a slow upstream must not hold it up: the round goes on. */
async function refreshSoon(refresh: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST_REFRESH_MS);
  });
  await Promise.race([refresh(), late]);
  clearTimeout(timer);
}

async function list({ open, name, source }: Asked): Promise<RouteAnswer> {
  if (name !== null && name !== '')
    return errorAnswer(404, 'NOT_FOUND', `Files are not given out; GET ${PATH}/${source} lists them`);
  return jsonAnswer(200, { files: await open.door.files() });
}

async function put({ open, name, source, request, actor, log }: Asked): Promise<RouteAnswer> {
  const { door, refresh } = open;
  // Known before a byte is read; a length that lies is found out while writing.
  if (Number(request.headers['content-length'] ?? 0) > door.maxBytes) throw tooLarge(door.maxBytes);
  const { statement, replaced } = await door.receive(name ?? '', request.body());
  log.info(`file ${source}/${statement.file} ${replaced ? 'replaced' : 'written'} by ${actor.id}`);
  await refreshSoon(refresh);
  return jsonAnswer(replaced ? 200 : 201, { ...statement, replaced });
}

async function remove({ open, name, source, actor, log }: Asked): Promise<RouteAnswer> {
  const file = name ?? '';
  if (!(await open.door.remove(file)))
    return errorAnswer(404, 'NOT_FOUND', `There is no file "${file}"; GET ${PATH}/${source} lists them`);
  log.info(`file ${source}/${file} deleted by ${actor.id}`);
  await refreshSoon(open.refresh);
  return jsonAnswer(200, { file, removed: true });
}
