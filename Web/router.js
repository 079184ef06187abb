// Between addresses (`#follow/ID`) and views.

/** The views, the first of which is shown where an address names none. */
export const ROUTES = Object.freeze(["take", "result", "follow", "about"]);

/**
 * The view that an address names.
 * @param {string} hash such as `location.hash`
 * @returns {{ name: string, id: string | null }}
 */
export function parsedRoute(hash) {
  const [name, ...rest] = hash.replace(/^#\/?/, "").split("/");
  if (!ROUTES.includes(name)) return { name: ROUTES[0], id: null };
  try {
    return { name, id: decodeURIComponent(rest.join("/")) || null };
  } catch {
    return { name, id: null };
  }
}

/**
 * The address of a view.
 * @param {string} name
 * @param {string | null} [id]
 * @returns {string}
 */
export const routeHash = (name, id = null) => `#${name}${id ? `/${encodeURIComponent(id)}` : ""}`;

/** How many views back a picture can still be seen: each may hold one. */
const REMEMBERED = 8;

/**
 * Shows one view at a time. What a view is handed besides its address (a picture, a verdict) is kept
 * in memory only, under a number in the browser's history: gone with the page.
 */
export class Router {
  #show;
  #window;
  #params = new Map();
  /** Numbers that an earlier life of the page, whose history goes on, has not given. */
  #lastKey = Date.now();
  #onHashChange = () => this.#route();

  /**
   * @param {(name: string, params: object) => void} show
   * @param {Window} [owner] for tests
   */
  constructor(show, owner = window) {
    this.#show = show;
    this.#window = owner;
  }

  /** Shows the view of the present address, and follows it from now on. */
  start() {
    this.#window.addEventListener("hashchange", this.#onHashChange);
    this.#route();
  }

  /**
   * Goes to a view.
   * @param {string} name
   * @param {{ id?: string } & object} [params] `id` becomes part of the address
   */
  navigate(name, params = {}) {
    const { history, location } = this.#window;
    const hash = routeHash(name, params.id);
    const key = ++this.#lastKey;
    this.#params.set(key, params);
    this.#params.delete(key - REMEMBERED);
    const isSame = location.hash === hash;
    history[isSame ? "replaceState" : "pushState"]({ key }, "", hash);
    this.#route();
  }

  #route() {
    const { history, location } = this.#window;
    const { name, id } = parsedRoute(location.hash);
    const params = this.#params.get(history.state?.key) ?? {};
    this.#show(name, id ? { ...params, id } : params);
  }
}
