// Compares answers with what is right, as the format of demo tests says (for test.js).
//
// Numbers are whole numbers of 10^-20: no binary fractions decide about points. `check` is the data
// of a question (pages/question_check.h), an answer a list of texts: places of choices from 1, one
// for each pair, one text, or one list of places with commas.
(function () {
  'use strict';
  if (!window.BigInt) return;
  const one = BigInt('1'.padEnd(21, '0'));
  const none = one - one;
  const comma = document.documentElement.lang === 'ru' ? ',' : '.';

  // Spaces between thousands, a comma or a point; null of anything else.
  function decimal(text) {
    const found = /^([+−–-]?)\s?(\d+|\d{1,3}(?:\s\d{3})+)(?:[.,](\d{1,20}))?$/.exec(text);
    if (!found) return null;
    const size = BigInt(found[2].replace(/\s/g, '') + (found[3] || '').padEnd(20, '0'));
    return found[1] && found[1] !== '+' ? -size : size;
  }

  function shown(points) {
    const fraction = String(points % one).padStart(20, '0').replace(/0+$/, '');
    return points / one + (fraction && comma + fraction);
  }

  const fold = (text) => text.normalize('NFC').toLowerCase().replace(/ё/g, 'е')
    .replace(/\s+/g, ' ').trim().replace(/ ?\.$/, '');

  // «м/с²», «м/с2» and «м / с^2» are one unit; «Вт·ч» and «Вт ч» too.
  const foldUnit = (text) => fold(text.normalize('NFKC')).replace(/[\s.^·⋅*]/g, '');

  function isNear({number, tolerance = '0', unit = ''}, typed) {
    const [, digits, rest] = /^([+−–-]?[\d\s.,]*)(.*)$/.exec(fold(typed));
    const value = decimal(digits.trim());
    if (value === null || (rest && foldUnit(rest) !== foldUnit(unit))) return false;
    const gap = value - decimal(number);
    return (gap < none ? -gap : gap) <= decimal(tolerance);
  }

  // How much of an answer is right: choices, pairs, places. A wrong choice outweighs a right one.
  function compare(type, check, values) {
    const {right = [1], texts, number} = check;
    const places = type === 'order' ? values[0].split(',') : values;
    let good;
    let extra = 0;
    if (texts) good = +texts.some((text) => fold(text) === fold(values[0]));
    else if (number) good = +isNear(check, values[0]);
    else if (type === 'match' || type === 'order')
      good = right.filter((place, at) => +places[at] === place).length;
    else {
      good = right.filter((place) => values.includes(String(place))).length;
      extra = values.length - good;
    }
    return {gained: Math.max(0, good - extra), errors: Math.max(right.length - good, extra)};
  }

  window.vitrinaAnswers = {one, none, decimal, shown, compare};
})();
