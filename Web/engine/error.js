/**
 * Why the engine gave no answer.
 *
 * `code` is one of `module` (the program), `model` (its weights), `picture` and `memory`; `detail`
 * says which case of it. The pair `code.detail` is also the end of a message's key,
 * `app.engine.CODE.DETAIL` or `take.picture.DETAIL`: each is listed in the language files.
 */
export class EngineError extends Error {
  /**
   * @param {"module" | "model" | "picture" | "memory"} code
   * @param {string} detail
   * @param {unknown} [cause] what was thrown underneath, for the console
   */
  constructor(code, detail, cause) {
    super(`${code}: ${detail}`, { cause });
    this.name = "EngineError";
    this.code = code;
    this.detail = detail;
  }
}
