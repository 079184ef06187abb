// Nothing is deleted by one press.

import { ask } from "../parts/dialog.js";
import { element } from "../parts/element.js";

/**
 * Asks, deletes, and says so.
 *
 * @param {{title: string, count: number, remove: () => Promise<void>}} what `count` pictures go
 * @returns {Promise<boolean>} whether it was deleted
 */
export async function confirmDelete({ t, announce, ...context }, { title, count, remove }) {
  const isSure = await ask({ t, ...context }, {
    title, content: [element("p", {}, t("follow.delete.gone", { count }))],
    accept: t("follow.delete.sure"), isDangerous: true,
  });
  if (!isSure) return false;
  try {
    await remove();
    announce(t("follow.delete.done"));
    return true;
  } catch {
    announce(t("follow.delete.failed"));
    return false;
  }
}
