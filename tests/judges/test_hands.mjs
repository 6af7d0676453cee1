// Hands that work a demo test: one by keys alone, one by touch; and what they read from its result.
import { items } from "./test_answers.mjs";

export const question = (page, no) => page.locator(`.task[data-no="${no}"]`);
const exactly = (text) => new RegExp(`(^|\\)\\s*|— )${text}\\s*$`);
export const clean = (text) => text.replace(/\s+/g, " ").trim();

export class Keys {
  constructor(page) {
    this.page = page;
  }

  // Tab until the element has the focus: what Tab cannot reach fails.
  async reach(locator) {
    const handle = await locator.elementHandle();
    for (let i = 0; i < 400; ++i) {
      if (await handle.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab does not reach ${await handle.evaluate((one) => one.outerHTML)}`);
  }

  // Of radio buttons Tab reaches one, the arrows the others.
  async choose(input) {
    if ((await input.getAttribute("type")) === "checkbox") {
      await this.reach(input);
      await this.page.keyboard.press("Space");
      return;
    }
    const group = this.page.locator(`input[name="${await input.getAttribute("name")}"]`);
    const checked = group.and(this.page.locator(":checked"));
    await this.reach((await checked.count()) ? checked : group.first());
    await this.page.keyboard.press("Space");
    for (let i = 0; i < 10 && !(await input.isChecked()); ++i)
      await this.page.keyboard.press("ArrowDown");
  }

  async write(input, text) {
    await this.reach(input);
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Enter");
  }

  async select(select, text) {
    await this.reach(select);
    const chosen = () => select.evaluate((one) => one.selectedOptions[0].textContent);
    for (let i = 0; i < 10 && !exactly(text).test(await chosen()); ++i)
      await this.page.keyboard.press("ArrowDown");
  }

  async press(button) {
    await this.reach(button);
    await this.page.keyboard.press("Enter");
  }
}

export class Touch {
  constructor(page) {
    this.page = page;
  }

  choose(input) {
    return input.locator("xpath=..").tap();
  }

  async write(input, text) {
    await input.tap();
    await input.fill(text);
  }

  // The phone's own list of choices is no part of the page.
  async select(select, text) {
    await select.tap();
    const labels = await select.locator("option").allTextContents();
    await select.selectOption({ index: labels.findIndex((one) => exactly(text).test(one)) });
  }

  press(button) {
    return button.tap();
  }
}

async function arrange(hand, rows, order) {
  const texts = async () => (await rows.locator("> span").allTextContents()).map(clean);
  const placeOf = async (text) => (await texts()).findIndex((one) => exactly(text).test(one));
  // An order that stands already is an answer only when something has been pressed.
  await hand.press(rows.nth(0).locator("button[value=previous]"));
  for (const [at, text] of order.entries())
    for (let place = await placeOf(text); place > at; --place)
      await hand.press(rows.nth(place).locator("button[value=previous]"));
}

export async function answer(page, hand, answers) {
  for (const item of items) {
    const given = answers[item.no];
    const task = question(page, item.no);
    if (item.options)
      for (const text of given)
        await hand.choose(task.locator("label", { hasText: exactly(text) }).locator("input"));
    else if (item.type === "match")
      for (const [at, text] of given.entries()) await hand.select(task.locator("select").nth(at), text);
    else if (item.sequence) await arrange(hand, task.locator(".test-order > li"), given);
    else if (item.type !== "task") await hand.write(task.locator("input"), given);
  }
}

export async function assess(page, hand, item, given) {
  for (const [at, part] of item.parts.entries())
    if (part.id in given)
      await hand.choose(
        question(page, item.no).locator(".test-own").nth(at).locator(`input[value="${given[part.id]}"]`),
      );
}

export async function resultOf(page) {
  const rows = await page.locator(".test-result tbody tr").all();
  const cells = await Promise.all(rows.map((row) => row.locator("th, td").allTextContents()));
  return {
    rows: cells.map(([no, , outcome, points]) => [no, outcome, points]),
    sum: await page.locator("[data-sum]").textContent(),
    mark: await page.locator("[data-mark]").textContent(),
  };
}
