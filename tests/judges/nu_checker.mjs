// The Nu HTML checker, a program in Java.
import { spawn } from "node:child_process";

const jar = new URL("node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url).pathname;

// What the checker says of these addresses, one message a line. On a busy machine it may wait in vain
// for a page: that one is asked for again.
export async function messagesOf(addresses, tries = 3) {
  const options = ["-Dnu.validator.servlet.allow-forbidden-hosts=true", "-Xss8m", "-jar", jar,
    "--exit-zero-always", "--skip-info-messages", "--also-check-css", "--also-check-svg"];
  const checker = spawn("java", [...options, "--format", "json", ...addresses]);
  let said = "";
  checker.stderr.on("data", (bytes) => (said += bytes));
  await new Promise((ended) => checker.on("close", ended));
  const { messages } = JSON.parse(said);
  const unread = ({ subType, message }) => subType === "io" && message.includes("TimeoutException");
  const late = [...new Set(messages.filter(unread).map(({ url }) => url))];
  const again = late.length > 0 && tries > 1;
  const told = (again ? messages.filter((one) => !unread(one)) : messages).map(
    ({ url, type, subType, lastLine, message }) =>
      `${new URL(url).pathname}:${lastLine ?? ""} ${subType ?? type}: ${message}`,
  );
  return again ? [...told, ...(await messagesOf(late, tries - 1))] : told;
}
