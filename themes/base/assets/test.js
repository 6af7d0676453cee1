// Turns the form for reading of a demo test into a test with native controls. Answers stay on this
// device. The page holds the rest of the markup and all words in `template[data-desk]`; `data-check`
// of a question tells what is right (pages/question_check.h), without it nothing is checked here.
(function () {
  'use strict';
  const form = document.querySelector('form[data-test]');
  if (!form || !window.vitrinaAnswers) return;
  const {one, none, decimal, shown, compare} = window.vitrinaAnswers;
  const desk = form.querySelector('template[data-desk]');
  const words = desk.dataset;
  const checks = 'checks' in form.dataset;
  const comma = document.documentElement.lang === 'ru' ? ',' : '.';
  const find = (selector) => form.querySelector(selector);
  const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, at) => values[at]);
  const textOf = (element) => element.textContent.replace(/\s+/g, ' ').trim();
  const markOf = (row) => textOf(row.querySelector('.choice-mark')).replace(')', '');

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  // --- points ---

  const given = (item) => state.values[item.id] || [];
  const isBlank = (item) => !given(item).some((value) => value.trim());
  const isUnfinished = (item) =>
    isBlank(item) ? item.type !== 'task' : given(item).some((value) => !value.trim());

  function points(item) {
    if (item.type === 'task') return ownPoints(item);
    if (isBlank(item)) return none;
    const {gained, errors} = compare(item.type, item.check, given(item));
    if (!errors) return item.max;
    if (item.check.rule === 'per_right') return BigInt(gained) * one;
    const left = item.max - BigInt(errors) * one;
    return item.check.rule && left > none ? left : none;
  }

  // Null while a part is not assessed. A part may give nothing because of another one.
  function ownPoints(item) {
    const got = new Map();
    for (const {id, zero} of item.check.parts) {
      const [level] = state.values[item.id + '/' + id] || [];
      const off = Boolean(zero) && got.get(zero[0]) === decimal(zero[1]);
      item.own.get(id).disabled = off;
      got.set(id, off ? none : level ? decimal(level) : null);
    }
    const all = [...got.values()];
    return all.includes(null) ? null : all.reduce((a, b) => a + b, none);
  }

  // --- controls ---

  // A formula is read aloud from its line of text: its own letters would run together.
  const spoken = (row, shown = row) => row.dataset.spoken || textOf(shown);
  const radio = (type, name, value, ariaLabel, ...text) => make('label', {className: 'test-choice'},
    make('input', {type, name, value, ariaLabel}), make('span', {}, ...text));

  function addChoices(item, list) {
    const type = item.type === 'single' ? 'radio' : 'checkbox';
    item.rows.forEach((row, at) =>
      row.append(radio(type, item.id, at + 1, row.dataset.spoken || null, ...row.childNodes)));
    item.said = (values) => values.join(', ');
    return list;
  }

  // A phone's keys for decimals may have no minus.
  function addLine(item, line) {
    const digits = item.type === 'number' && checks && !find('[data-check*=\'"number":"-\']');
    line.querySelector('.answer-blank').replaceWith(make('input', {type: 'text', name: item.id,
      maxLength: 200, spellcheck: false, inputMode: digits ? 'decimal' : 'text'}));
    return make('label', {className: 'test-line ' + item.type}, ...line.childNodes);
  }

  function addSolution(item) {
    return make('label', {className: 'test-line'}, words.solution,
      make('textarea', {rows: 4, name: item.id}));
  }

  function addMatch(item, columns) {
    const right = columns.children[1];
    right.hidden = !right.querySelector('math, img, sub, sup, .tex');
    item.rows.forEach((row, at) => {
      const select = make('select', {id: item.id + '.' + at, name: item.id},
        make('option', {value: ''}, words.choose),
        ...[...right.children].map((choice, place) => make('option', {value: place + 1},
          right.hidden ? textOf(choice) : markOf(choice) + ')')));
      row.append(make('label', {htmlFor: select.id}, ...row.childNodes), select);
    });
    item.said = (values) =>
      values.map((place, at) => item.marks[at] + ' — ' + (place || words.gap)).join(', ');
    return columns;
  }

  // The order on the screen becomes an answer once something has been moved.
  function addOrder(item, list) {
    const order = make('input', {type: 'hidden', name: item.id});
    function move(row, button) {
      const other = row[button.value + 'ElementSibling'];
      if (other) other[button.value === 'previous' ? 'before' : 'after'](row);
      button.focus();
      const now = [...list.children];
      order.value = now.map((one) => item.rows.indexOf(one) + 1).join(',');
      say(fill(words.moved, spoken(row, row.firstChild), now.indexOf(row) + 1, now.length));
      keep();
    }
    for (const row of item.rows) {
      const text = make('span', {}, ...row.childNodes);
      row.append(text, ...[['previous', '↑', words.up], ['next', '↓', words.down]].map(
        ([value, sign, label]) => make('button', {type: 'button', className: 'quiet', value,
          ariaLabel: fill(label, spoken(row, text)), onclick: (event) => move(row, event.target)}, sign)));
    }
    list.classList.add('test-order');
    list.after(order);
    item.arrange = () => {
      const places = order.value.split(',');
      const isWhole = item.rows.every((row, at) => places.includes(String(at + 1)));
      if (!isWhole || places.length !== item.rows.length) order.value = '';
      list.append(...(order.value ? places.map((place) => item.rows[place - 1]) : item.rows));
    };
    item.said = ([places]) => places.split(',').map((place) => item.marks[place - 1]).join(', ');
    return make('div', {}, list, order);
  }

  // A group of radio buttons for each part: its levels, or whole points up to its most.
  function addOwn(item) {
    const scheme = item.element.querySelectorAll('.scheme tbody');
    item.own = new Map(item.check.parts.map(({id, max, levels}, at) => {
      const texts = scheme[at].querySelectorAll('th[scope=row] + td');
      const whole = [...Array(Number(decimal(max) / one) + 1).keys()].map(String);
      return [id, make('fieldset', {className: 'test-own', onchange: assess},
        make('legend', {}, textOf(scheme[at].rows[0])),
        ...(levels || [...new Set(whole.concat(max))]).map((level, row) => {
          const number = level.replace('.', comma);
          return radio('radio', item.id + '/' + id, level, null,
            levels ? number + ' — ' + textOf(texts[row]) : number);
        }))];
    }));
    item.element.querySelector('details').append(
      make('p', {className: 'answer-heading'}, fill(words.own, item.label)), ...item.own.values());
  }

  function makeItem(element) {
    const own = (selector) => element.querySelector(':scope > ' + selector);
    const {type, no, check} = element.dataset;
    const part = own('.choices, .columns') || own('.answer-line');
    const item = {element, id: element.id, type, no, label: textOf(own('h3')),
      said: ([text]) => text, arrange: () => {}};
    if (check) item.check = JSON.parse(check);
    if (check) item.max = decimal(item.check.max);
    item.rows = [...element.querySelectorAll(':scope > .choices > li, .columns > :first-child > li')];
    item.marks = item.rows.map(markOf);
    own('.stem').id = item.id + '.вопрос';
    item.fields = make('fieldset', {},
      make('legend', {}, make('span', {className: 'visually-hidden'}, item.label + '. '),
        words[type]));
    item.fields.setAttribute('aria-describedby', item.id + '.вопрос');
    own('.how-to-answer').replaceWith(item.fields);
    const add = {text: addLine, number: addLine, match: addMatch, order: addOrder,
      task: addSolution}[type] || addChoices;
    item.fields.append(add(item, part));
    element.querySelectorAll(':scope > .answer-line').forEach((line) => line.remove());
    item.verdict = make('p', {className: 'test-verdict'});
    item.fields.after(item.verdict);
    if (own('details')) own('details').open = true;
    if (item.check && item.check.parts) addOwn(item);
    return item;
  }

  // --- what is kept: not the answers to another revision of the test ---

  const address = 'vitrina-test:' + location.pathname.replace(/index\.html$/, '') + ':';
  const key = address + form.dataset.revision;

  function onDevice(action) {
    try {
      return action(window.localStorage);
    } catch (refused) {
      return null;
    }
  }

  // Only lists of texts: what another page of this address has written must break nothing.
  function readState() {
    const kept = Object(onDevice((store) => JSON.parse(store.getItem(key))));
    const values = Object.entries(Object(kept.values)).filter(([, list]) =>
      Array.isArray(list) && list.every((value) => typeof value === 'string'));
    return {values: Object.fromEntries(values), done: kept.done === true,
      timer: kept.timer === true, from: Number(kept.from) || 0};
  }

  // True if there were any.
  function forgetOtherRevisions() {
    return onDevice((store) => Object.keys(store)
      .filter((name) => name.startsWith(address) && name !== key)
      .map((name) => store.removeItem(name)).length > 0);
  }

  // Answers that have been checked are locked, and then only marks of one's own are gathered.
  function keep() {
    const values = {};
    for (const [name, value] of new FormData(form)) (values[name] = values[name] || []).push(value);
    state.values = state.done ? Object.assign({}, state.values, values) : values;
    const isKept = Boolean(onDevice((store) => store.setItem(key, JSON.stringify(state)) || true));
    find('[data-kept]').hidden = !isKept;
    find('[data-unkept]').hidden = isKept;
  }

  // Another tab has answered or cleared: the answers here must not come back over its own.
  function follow(event) {
    if (event.key !== key && event.key !== null) return;
    state = readState();
    show();
  }

  function show() {
    const left = JSON.parse(JSON.stringify(state.values));
    for (const control of form.elements) {
      const values = left[control.name] || [];
      if (/radio|checkbox/.test(control.type)) control.checked = values.includes(control.value);
      else if (control.name) control.value = values.shift() || '';
    }
    items.forEach((item) => item.arrange());
    timer.checked = state.timer;
    lock();
    if (state.done) judge();
    tick();
  }

  function lock() {
    form.classList.toggle('is-done', state.done);
    blanks.hidden = true;
    for (const item of items) item.fields.disabled = state.done;
  }

  // --- result ---

  function rowOf(item, got) {
    const isTask = item.type === 'task';
    const said = isBlank(item) ? isTask ? words.onPaper : words.blank : item.said(given(item));
    const row = make('tr', {}, make('th', {scope: 'row'},
      make('a', {href: '#' + item.id, ariaLabel: item.label}, item.no)), make('td', {}, said));
    if (!checks) return row;
    const rank = got === null ? 'open' : got === item.max ? 'right' : got > none ? 'partly' : 'wrong';
    const word = words[isTask ? got === null ? 'assess' : 'assessed'
      : rank === 'wrong' && isBlank(item) ? 'blank' : rank];
    const sum = got === null ? fill(words.upTo, shown(item.max))
      : fill(words.of, shown(got), shown(item.max));
    item.element.dataset.rank = rank;
    item.verdict.textContent = fill(words.verdict, word, sum);
    row.append(make('td', {}, word), make('td', {className: 'number'}, sum));
    return row;
  }

  // Links, each with the questions that need it, then the codes of topics and skills.
  function showRepeat(lost) {
    const links = new Map();
    for (const item of lost)
      for (const link of item.element.querySelectorAll('.repeat-links a')) {
        if (!links.has(link.href)) links.set(link.href, {link, numbers: []});
        links.get(link.href).numbers.push(item.no);
      }
    const rows = [...links.values()].map(({link, numbers}) =>
      make('li', {}, link.cloneNode(true), ' ', fill(words.needed, numbers.join(', '))));
    for (const name of ['kes', 'kt']) {
      const codes = lost.flatMap(({element}) => (element.dataset[name] || '').split(', '));
      const list = [...new Set(codes)].filter(Boolean).join(', ');
      if (list) rows.push(make('li', {}, fill(words[name], list)));
    }
    find('[data-repeat]').hidden = !rows.length;
    find('[data-repeat] ul').replaceChildren(...rows);
  }

  function judge() {
    const got = items.map((item) => checks && points(item));
    find('.test-result tbody').replaceChildren(...items.map((item, at) => rowOf(item, got[at])));
    if (!checks) return;
    const sum = got.reduce((all, more) => all + (more || none), none);
    const most = items.reduce((all, item) => all + item.max, none);
    const open = items.filter((item, at) => got[at] === null).map((item) => item.no);
    const band = JSON.parse(form.dataset.thresholds).find(([, from]) => sum >= decimal(from));
    find('[data-sum]').textContent = fill(words.sum, shown(sum), shown(most));
    find('[data-mark]').textContent = !band ? ''
      : open.length ? fill(words.markLater, open.join(', ')) : fill(words.mark, band[0]);
    showRepeat(items.filter((item, at) => got[at] !== null && got[at] < item.max));
  }

  function assess() {
    judge();
    say(textOf(find('[data-sum]')) + '. ' + textOf(find('[data-mark]')));
  }

  function finish() {
    keep();
    state.done = true;
    lock();
    keep();
    tick();
    judge();
    find('#test-result').focus();
  }

  // Unanswered questions are named first; one may check all the same.
  function ask() {
    const open = items.filter(isUnfinished);
    if (!open.length) return finish();
    blanks.querySelector('ul').replaceChildren(...open.map((item) => make('li', {},
      make('a', {href: '#' + item.id, onclick: (event) => {
        event.preventDefault();
        item.element.scrollIntoView();
        item.fields.querySelector('input:not([type=hidden]), select, button')
          .focus({preventScroll: true});
      }}, item.label))));
    blanks.hidden = false;
    blanks.focus();
  }

  function edit() {
    state.done = false;
    lock();
    keep();
    find('fieldset :is(input, select, textarea, button)').focus();
  }

  function clear() {
    if (!window.confirm(words.clearAsk)) return;
    onDevice((store) => store.removeItem(key));
    state = readState();
    show();
    say(words.cleared);
    find('[data-clear]').focus();
  }

  // --- time: in minutes, said twice, ends nothing ---

  function tick() {
    const spent = Math.floor((Date.now() - state.from) / 60000);
    const all = form.dataset.minutes;
    const text = !state.timer || state.done ? '' : !all ? fill(words.minutesSpent, spent)
      : spent < all ? fill(words.minutesLeft, all - spent) : words.timeUp;
    if (clock.textContent === text) return;
    clock.textContent = text;
    if (text && all && (all - spent === 5 || spent >= all)) say(text);
  }

  function setTimer() {
    state.timer = timer.checked;
    state.from = state.from || Date.now();
    keep();
    tick();
    say(clock.textContent);
  }

  // The same words twice are said twice: the region is emptied for a moment.
  function say(text) {
    status.textContent = '';
    clearTimeout(saying);
    saying = setTimeout(() => (status.textContent = text), 50);
  }

  // --- the page ---

  desk.replaceWith(desk.content);
  form.append(find('[data-end]'));
  const [blanks, clock, timer, status] =
    ['.test-blanks', '[data-clock]', '[data-timer]', '[data-status]'].map(find);
  let saying;
  let state = readState();
  const items = [...form.querySelectorAll('.task[data-type]')].map(makeItem);
  show();
  find('[data-changed]').hidden = !forgetOtherRevisions();
  keep();
  setInterval(tick, 1000);
  form.oninput = keep;
  addEventListener('storage', follow);
  form.onsubmit = () => false;
  timer.onchange = setTimer;
  find('[data-finish]').onclick = ask;
  find('[data-anyway]').onclick = finish;
  find('[data-edit]').onclick = edit;
  form.querySelectorAll('[data-clear]').forEach((button) => (button.onclick = clear));
  find('[data-print]').onclick = () => {
    document.body.classList.add('print-result');
    window.print();
  };
  window.onafterprint = () => document.body.classList.remove('print-result');
})();
