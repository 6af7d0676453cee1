// The fixture tests/sites/browser_test: three pupils' answers to its test, and what each is worth,
// reckoned from the YAML of the test, in thousandths, by the texts of choices: nothing of the
// published answers is used.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const content = process.argv[3];
const yaml = (path) => parse(readFileSync(join(content, path), "utf8"));
const bank = yaml("tasks/bank.yaml").tasks;
const demo = yaml("demos/all.yaml");
export const items = demo.items.map((item) =>
  item.use ? { ...bank.find(({ id }) => item.use.endsWith(`#${id}`)), no: item.no } : item,
);

// Answers by question, in the author's words: right, partly right, wrong.
const answersByQuestion = {
  1: [["8"], ["8"], ["7"]],
  2: [["2", "3", "5"], ["2", "3", "4"], ["4", "6"]],
  3: [["сосна", "ель", "дуб"], ["сосна", "ель", "камень"], ["камень", "ручей"]],
  4: [["бежать", "лететь"], ["бежать"], ["бег", "бежать", "лететь"]],
  5: ["  ЁЛКА. ", "новогодняя  елка", "ёлочка"],
  6: ["0,4 кг / м^3.", "0.2", "0,400000000001"],
  7: ["−1 500,50", "-1500.51", "1500,5"],
  8: [["метр", "килограмм", "секунда"], ["метр", "секунда", "литр"], ["секунда", "литр", "метр"]],
  9: [["зверь", "птица", "зверь"], ["зверь", "птица", "птица"], ["птица", "зверь", "птица"]],
  10: [["11", "22", "33"], ["11", "33", "22"], ["33", "22", "11"]],
  11: [
    ["зима", "весна", "лето", "осень"],
    ["зима", "весна", "осень", "лето"],
    ["весна", "зима", "осень", "лето"],
  ],
  12: [{ К1: "2", К2: "1.5", К3: "1" }, { К1: "1", К2: "1.5", К3: "0" }, { К1: "0", К3: "0" }],
};
const pupil = (which) =>
  Object.fromEntries(Object.entries(answersByQuestion).map(([no, all]) => [no, all[which]]));
export const right = pupil(0);
export const partly = pupil(1);
export const wrong = pupil(2);

const folded = (text) =>
  text.toLowerCase().replaceAll("ё", "е").trim().replace(/\.$/, "").split(/\s+/).join(" ");
const thousandths = (value) => Math.round(Number(value) * 1000);

// Numbers of the fixture, digit by digit: 12 places behind the point are enough for it.
function trillionths(text) {
  const plain = text.replace(/ *кг.*/, "").replace(/\s/g, "").replace(",", ".").replace("−", "-");
  const [whole, fraction = ""] = plain.replace("-", "").split(".");
  const size = BigInt(whole + fraction.padEnd(12, "0"));
  return plain.startsWith("-") ? -size : size;
}

function faults(item, answer) {
  if (item.type === "text")
    return [].concat(item.answer).some((one) => folded(one) === folded(answer)) ? 0 : 1;
  if (item.type === "number") {
    const gap = trillionths(answer) - trillionths(String(item.answer));
    const allowed = trillionths(String(item.tolerance ?? 0));
    return gap <= allowed && gap >= -allowed ? 0 : 1;
  }
  if (item.options) {
    const good = item.options.filter((one) => one.right).map((one) => one.text);
    const missing = good.filter((one) => !answer.includes(one)).length;
    const extra = answer.filter((one) => !good.includes(one)).length;
    return Math.max(missing, extra);
  }
  const wanted = item.sequence ?? item.pairs.map((pair) => pair.right);
  return wanted.filter((one, at) => one !== answer[at]).length;
}

function gained(item, answer) {
  if (item.options) {
    const good = item.options.filter((one) => one.right).map((one) => one.text);
    const hits = answer.filter((one) => good.includes(one)).length;
    return Math.max(0, 2 * hits - answer.length);
  }
  const wanted = item.sequence ?? item.pairs.map((pair) => pair.right);
  return wanted.filter((one, at) => one === answer[at]).length;
}

const most = (item) =>
  item.parts
    ? item.parts.reduce(
        (sum, part) =>
          sum + thousandths(part.max ?? Math.max(...Object.keys(part.levels).map(Number))),
        0,
      )
    : thousandths(item.max ?? 1);

function expected(item, answer) {
  if (item.type === "task")
    return item.parts.reduce((sum, part) => {
      const [on, zero] = (part.zero_if ?? "").split("=");
      return sum + (on && answer[on] === zero ? 0 : thousandths(answer[part.id]));
    }, 0);
  const errors = faults(item, answer);
  if (errors === 0) return most(item);
  if (item.partial === "one_error_minus_one") return Math.max(0, most(item) - 1000 * errors);
  return item.partial === "per_right" ? 1000 * gained(item, answer) : 0;
}

const inRussian = (points) => String(points / 1000).replace(".", ",");
const word = (item, points) =>
  item.type === "task"
    ? "Оценено вами"
    : points === most(item)
      ? "Верно"
      : points > 0
        ? "Частично верно"
        : "Неверно";

export function expectedResult(answers) {
  const rows = items.map((item) => {
    const points = expected(item, answers[item.no]);
    return [String(item.no), word(item, points), `${inRussian(points)} из ${inRussian(most(item))}`];
  });
  const sum = items.reduce((all, item) => all + expected(item, answers[item.no]), 0);
  const all = items.reduce((total, item) => total + most(item), 0);
  const marks = Object.entries(demo.scale).sort(([a], [b]) => b - a);
  const mark = marks.find(([, from]) => sum >= thousandths(from))?.[0] ?? "2";
  return {
    rows,
    sum: `Баллы: ${inRussian(sum)} из ${inRussian(all)}`,
    mark: `Отметка по шкале: «${mark}»`,
  };
}
