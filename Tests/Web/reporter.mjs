// What `make test-web` prints: failures in full, what was skipped, what tests have to say, and the sum.

import { basename } from "node:path";

export default async function* report(events) {
  const counts = { pass: 0, fail: 0, skip: 0 };
  const begin = Date.now();
  for await (const { type, data } of events) {
    if (type === "test:diagnostic" && data.nesting > 0) yield `  ${data.message}\n`;
    if (type === "test:stderr") yield data.message;
    const isTest = data?.details?.type !== "suite" && !data?.name?.endsWith(".mjs");
    if (type === "test:fail") {
      // A suite fails with its tests; a file, where it did not even begin.
      if (data.details.error?.failureType === "subtestsFailed") continue;
      counts.fail += 1;
      const { cause } = data.details.error;
      yield `FAILED ${basename(data.file ?? "")}: ${data.name}\n${cause?.stack ?? cause ?? data.details.error}\n`;
    } else if (type === "test:pass" && data.skip !== undefined) {
      counts.skip += 1;
      yield `skipped: ${data.name} (${data.skip})\n`;
    } else if (type === "test:pass" && isTest) {
      counts.pass += 1;
    }
  }
  const seconds = Math.round((Date.now() - begin) / 1000);
  yield `web tests: ${counts.pass} passed, ${counts.fail} failed, ${counts.skip} skipped, ${seconds} s\n`;
}
