// My marks → weighted mean → mark of the term, on pages of weights.
//
// The arithmetic is that of the generator (its file kinds/marks.h), in exact millionths; a test
// replays thousands of its results here. The rule stands in the attributes of `.calculator`, the
// marks in the address (`#marks=ustnyy-otvet:5,5,4`): such a link opens them. Nothing is sent.
(function () {
  'use strict';

  const {one, parse, show, say, scale, markOf, fragment} = window.vitrinaDecimals;
  const mostMarks = 200;
  const mostRepairs = 1000;

  // --- arithmetic; a sum is {marks, weights}, Σ mark·weight and Σ weight ---

  const add = (sum, mark, weight, count = 1) => ({
    marks: sum.marks + BigInt(mark) * weight * BigInt(count),
    weights: sum.weights + weight * BigInt(count)
  });

  function rounded(sum, digits, rounding) {
    const unit = 10n ** BigInt(digits);
    const scaled = sum.marks * unit;
    const quotient = scaled / sum.weights;
    const rest = scaled % sum.weights;
    const up = {
      half_up: rest * 2n >= sum.weights,
      half_even: rest * 2n > sum.weights || (rest * 2n === sum.weights && quotient % 2n === 1n),
      down: false,
      up: rest > 0n
    }[rounding];
    return (quotient + (up ? 1n : 0n)) * (one / unit);
  }

  const termMark = (rule, sum) =>
    markOf(rule.thresholds, rounded(sum, rule.digits, rule.rounding), rule.marks[rule.marks.length - 1]);

  // The lowest next mark of this weight that makes the target; undefined when none does.
  const nextMark = (rule, sum, weight, target) =>
    rule.marks.slice().reverse().find((mark) => termMark(rule, add(sum, mark, weight)) >= target);

  // How many of these marks lift the term to the target; undefined when a thousand do not.
  function marksNeeded(rule, sum, mark, weight, target) {
    const suffices = (count) => termMark(rule, add(sum, mark, weight, count)) >= target;
    if (!suffices(mostRepairs)) {
      return undefined;
    }
    let tooFew = -1;
    let enough = mostRepairs;
    while (enough - tooFew > 1) {
      const middle = (tooFew + enough) >> 1;
      if (suffices(middle)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return enough;
  }

  window.vitrinaMarks = {add, rounded, termMark, nextMark, marksNeeded};

  // --- the page ---

  const box = document.querySelector('.calculator');
  if (!box) {
    return;
  }
  const words = box.dataset;
  const part = (selector) => box.querySelector(selector);
  const buttons = Array.from(box.querySelectorAll('.mark-buttons button'));
  const rule = {
    thresholds: scale(words.thresholds),
    digits: Number(words.digits),
    rounding: words.rounding,
    marks: buttons.map((button) => Number(button.value))
  };
  const minMarks = Number(words.minMarks);
  const works = Array.from(part('select').options, (option) => ({
    key: option.value,
    name: option.dataset.name,
    weight: parse(option.dataset.weight),
    marks: []
  }));

  const count = () => works.reduce((all, work) => all + work.marks.length, 0);
  const quoted = (mark) => say(words.sayMark, mark);

  function element(name, text, className) {
    const made = document.createElement(name);
    made.textContent = text;
    made.className = className || '';
    return made;
  }

  function total() {
    let sum = {marks: 0n, weights: 0n};
    for (const work of works) {
      for (const mark of work.marks) {
        sum = add(sum, mark, work.weight);
      }
    }
    return sum;
  }

  function resultWords(sum) {
    const mean = show(rounded(sum, rule.digits, rule.rounding));
    return count() < minMarks
      ? say(words.sayTooFew, mean, count(), minMarks)
      : say(words.sayResult, mean, termMark(rule, sum));
  }

  function showMarks() {
    const list = part('.chips');
    list.replaceChildren();
    for (const work of works.filter((one) => one.marks.length)) {
      const line = element('li', '');
      line.append(element('span', say(words.sayWork, work.name, show(work.weight))));
      work.marks.forEach(function (mark, index) {
        const chip = element('button', mark);
        chip.type = 'button';
        chip.append(element('span', '×', 'chip-cross'));
        chip.lastChild.setAttribute('aria-hidden', 'true');
        chip.setAttribute('aria-label', say(words.sayChip, mark, work.name));
        chip.addEventListener('click', () => remove(work, index));
        line.append(chip);
      });
      list.append(line);
    }
  }

  // What the mean is compared with: the threshold it reached, and the next one.
  function comparison(mean, mark) {
    const reached = rule.thresholds.find((step) => step.mark === mark);
    const next = rule.thresholds.filter((step) => step.mark > mark).pop();
    const lines = [reached
      ? say(words.sayReached, show(mean), show(reached.from), mark)
      : say(words.sayAlone, show(mean), show(next.from), mark)];
    if (next) {
      lines.push(say(words.sayBelow, show(next.from), next.mark, show(next.from - mean)));
    }
    return lines.join(' ');
  }

  function showSteps(sum) {
    const all = works.flatMap((work) => work.marks.map((mark) => [mark, work.weight]));
    const added = (terms, result) => terms.join(' + ') + (terms.length > 1 ? ' = ' + show(result) : '');
    const mean = rounded(sum, rule.digits, rule.rounding);
    const exact = mean * sum.weights === sum.marks * one;
    const products = all.map(([mark, weight]) => mark + '\u00a0×\u00a0' + show(weight));
    part('.calculator-steps').replaceChildren(...[
      say(words.sayProducts, products.join(' + ') + ' = ' + show(sum.marks)),
      say(words.sayWeights, added(all.map(([, weight]) => show(weight)), sum.weights)),
      say(exact ? words.sayExact : words.sayRounded, show(sum.marks), show(sum.weights), show(mean)),
      comparison(mean, termMark(rule, sum))
    ].map((line) => element('li', line)));
  }

  function needWords(sum, weight, target) {
    const [best] = rule.marks;
    const next = nextMark(rule, sum, weight, target);
    if (next === rule.marks[rule.marks.length - 1]) {
      return words.sayAny;
    }
    if (next !== undefined) {
      return next === best ? quoted(best) : say(words.sayMarkUp, next);
    }
    const several = marksNeeded(rule, sum, best, weight, target);
    return several === undefined ? words.sayNever : say(words.saySeveral, several, best);
  }

  function badWords(sum, weight, mark) {
    const spoiled = add(sum, rule.marks[rule.marks.length - 1], weight);
    const after = termMark(rule, spoiled);
    const becomes = say(words.sayBecomes, show(rounded(spoiled, rule.digits, rule.rounding)), after);
    if (after === mark) {
      return becomes;
    }
    const [best] = rule.marks;
    const repairs = marksNeeded(rule, spoiled, best, weight, mark);
    return becomes + ' ' + (repairs === undefined
      ? say(words.sayNoRepair, mark)
      : say(words.sayRepair, mark, repairs, best));
  }

  // The mark as it is and the two above it; the lowest needs no effort.
  function targets(mark) {
    const [lowest] = rule.marks.slice(-1);
    return rule.marks.filter((one) => one > lowest && one >= mark).slice(-3);
  }

  function showNext(sum) {
    const mark = termMark(rule, sum);
    const [lowest] = rule.marks.slice(-1);
    const wanted = targets(mark);
    const weights = [...new Set(works.map((work) => work.weight))].sort((a, b) => (a < b ? 1 : -1));
    part('.calculator-next').replaceChildren(...weights.map(function (weight) {
      const names = works.filter((work) => work.weight === weight).map((work) => work.name).join(', ');
      const item = element('li', '');
      const facts = element('dl', '');
      const fact = function (name, text) {
        const pair = element('div', '');
        pair.append(element('dt', name), element('dd', text));
        facts.append(pair);
      };
      wanted.forEach((target) => fact(say(words.sayTarget, target), needWords(sum, weight, target)));
      fact(say(words.sayBad, lowest), badWords(sum, weight, mark));
      item.append(element('h4', say(words.sayWork, names, show(weight))), facts);
      return item;
    }));
  }

  function address() {
    const filled = works.filter((work) => work.marks.length);
    return '#' + (filled.length
      ? 'marks=' + filled.map((work) => work.key + ':' + work.marks.join(',')).join(';')
      : 'calculator');
  }

  function showAll() {
    const any = count() > 0;
    showMarks();
    part('.calculator-filled').hidden = !any;
    if (!any) {
      return;
    }
    const sum = total();
    part('.calculator-result').textContent = resultWords(sum);
    showSteps(sum);
    showNext(sum);
    part('#calculator-address').value = location.href.split('#')[0] + address();
  }

  function changed(announced) {
    history.replaceState(null, '', address());
    showAll();
    part('[role=status]').textContent =
      announced + ' ' + (count() ? resultWords(total()) : words.sayEmpty);
  }

  function remove(work, index) {
    const place = Array.from(box.querySelectorAll('.chips button')).indexOf(document.activeElement);
    const [mark] = work.marks.splice(index, 1);
    changed(say(words.sayRemoved, mark, work.name));
    const left = box.querySelectorAll('.chips button');
    (left[Math.min(place, left.length - 1)] || part('select')).focus();
  }

  function openAddress() {
    const found = /^#marks=(.*)$/.exec(fragment());
    if (!found) {
      return;
    }
    works.forEach((work) => (work.marks = []));
    for (const group of found[1].split(';')) {
      const [key, marks = ''] = group.split(':');
      const work = works.find((one) => one.key === key);
      for (const mark of work ? marks.split(',').map(Number) : []) {
        if (rule.marks.includes(mark) && count() < mostMarks) {
          work.marks.push(mark);
        }
      }
    }
    showAll();
    box.scrollIntoView();
  }

  buttons.forEach(function (button) {
    button.addEventListener('click', function () {
      if (count() >= mostMarks) {
        part('[role=status]').textContent = say(words.sayFull, mostMarks);
        return;
      }
      const work = works[part('select').selectedIndex];
      work.marks.push(Number(button.value));
      changed(say(words.sayAdded, button.value, work.name));
    });
  });
  part('.calculator-clear').addEventListener('click', function () {
    works.forEach((work) => (work.marks = []));
    changed('');
    part('select').focus();
  });
  part('#calculator-address').addEventListener('focus', (event) => event.target.select());
  window.addEventListener('hashchange', openAddress);
  openAddress();
})();
