// The Nu HTML checker, a program in Java.
import { spawn } from "node:child_process";

const jar = new URL("node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url).pathname;

// What the checker says of these addresses, one message a line; null if it did not run.
export async function messagesOf(addresses) {
  const options = ["-Dnu.validator.servlet.allow-forbidden-hosts=true", "-Xss8m", "-jar", jar,
    "--exit-zero-always", "--skip-info-messages", "--also-check-css", "--also-check-svg"];
  const checker = spawn("java", [...options, "--format", "json", ...addresses]);
  let said = "";
  checker.stderr.on("data", (bytes) => (said += bytes));
  await new Promise((ended) => checker.on("close", ended));
  const { messages } = JSON.parse(said);
  return messages.map(
    ({ url, type, subType, lastLine, message }) =>
      `${new URL(url).pathname}:${lastLine ?? ""} ${subType ?? type}: ${message}`,
  );
}
