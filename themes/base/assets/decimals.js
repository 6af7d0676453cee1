// Exact decimals and sentences for the calculators (marks.js, points.js).
//
// A number is a BigInt of millionths: marks, weights and points have at most six digits behind the
// point, so nothing is ever rounded by a binary fraction. A sentence is a string of the theme:
// `{0}` is its first argument, `{0|mark|marks}` the form that agrees with it.
(function () {
  'use strict';

  const one = 1000000n;
  const language = document.documentElement.lang || 'ru';
  const rules = new Intl.PluralRules(language);

  // Decimal point or comma, also of a number that is still being typed; null of anything else.
  function parse(text) {
    const found = /^(\d{1,12})(?:[.,](\d{0,6}))?$/.exec(text.trim());
    return found && BigInt(found[1]) * one + BigInt((found[2] || '').padEnd(6, '0'));
  }

  // The shortest form: `4,65`, `3`, in the language of the page.
  function show(number) {
    const rest = (number % one).toString().padStart(6, '0').replace(/0+$/, '');
    return number / one + (rest && (language.startsWith('en') ? '.' : ',') + rest);
  }

  // As the generator chooses: a fraction takes the last form.
  function form(argument, forms) {
    const last = forms.length - 1;
    if (!/^\d+$/.test(argument)) {
      return forms[last];
    }
    const category = rules.select(Number(argument));
    return forms[Math.min({one: 0, few: 1, many: 2}[category] ?? (rules.select(2) === 'few' ? 3 : 1), last)];
  }

  function say(sentence, ...args) {
    return sentence.replace(/\{(\d)(?:\|([^}]*))?\}/g, function (all, index, forms) {
      const argument = String(args[index]);
      return forms ? form(argument, forms.split('|')) : argument;
    });
  }

  // `5:4.65 4:3.65`, best first.
  function scale(text) {
    return text.split(' ').filter(Boolean).map(function (pair) {
      const [mark, from] = pair.split(':');
      return {mark: Number(mark), from: parse(from)};
    });
  }

  // The best mark whose threshold the value reaches.
  function markOf(thresholds, value, lowest) {
    return thresholds.reduce(function (best, step) {
      return value >= step.from ? Math.max(best, step.mark) : best;
    }, lowest);
  }

  // What stands behind `#`; anybody may have written it.
  function fragment() {
    try {
      return decodeURIComponent(location.hash);
    } catch {
      return '';
    }
  }

  window.vitrinaDecimals = {one, parse, show, say, scale, markOf, fragment};
})();
