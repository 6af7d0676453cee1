// The page of the search: lists what is found while the reader types.
(function () {
  'use strict';

  const {wordSigns, fold, composed, wordsOf, stem} = window.vitrinaWords;
  const {loadIndex, answer, card, chooseSchools, readFacets, perStep} = window.vitrinaSearch;

  const form = document.getElementById('search-form');
  const input = form.elements.q;
  const status = document.getElementById('search-status');
  const results = document.getElementById('search-results');
  const filters = document.getElementById('search-filters');
  const choices = document.getElementById('search-choices');
  const school = document.getElementById('search-school');
  const more = document.getElementById('search-more');
  const nothing = document.getElementById('search-nothing');
  const all = document.querySelector('.search-all');
  const say = form.dataset;
  const rules = new Intl.PluralRules(document.documentElement.lang || 'ru');
  let index;
  let facets;
  const none = {query: '', found: null, pages: [], count: 0};
  let shown = none;

  function fill(sentence, ...values) {
    return sentence.replace(/\{(\d)(?:\|([^}]*))?\}/g, function (all, at, forms) {
      if (!forms) {
        return values[at];
      }
      const list = forms.split('|');
      return list[Math.min({one: 0, few: 1}[rules.select(values[at])] ?? 2, list.length - 1)];
    });
  }

  function make(name, className, ...children) {
    const element = document.createElement(name);
    element.className = className;
    element.append(...children);
    return element;
  }

  function isMarked(word, found) {
    const folded = fold(word);
    const own = stem(folded);
    return found.items.some((item) => item.marks.includes(own) || item.words.includes(folded) ||
      (item.begins && folded.startsWith(item.begins)));
  }

  // The text with the words of the query marked, from where they stand.
  function marked(text, found, longest) {
    text = composed(text);
    const words = Array.from(text.matchAll(wordSigns)).filter((word) => isMarked(word[0], found));
    let at = 0;
    const nodes = [];
    if (words.length && words[0].index > longest - 60) {
      at = text.lastIndexOf(' ', words[0].index - 40) + 1;
      nodes.push('… ');
    }
    let end = text.length;
    if (end > at + longest) {
      // A text without spaces is cut where it must be, but not inside of a sign.
      end = text.lastIndexOf(' ', at + longest);
      end = end > at ? end : at + longest - (/[\ud800-\udbff]/.test(text[at + longest - 1]) ? 1 : 0);
    }
    for (const word of words) {
      if (word.index >= at && word.index + word[0].length <= end) {
        nodes.push(text.slice(at, word.index), make('mark', '', word[0]));
        at = word.index + word[0].length;
      }
    }
    nodes.push(text.slice(at, end), end < text.length ? ' …' : '');
    return nodes;
  }

  function row(one, found, isPart) {
    const link = make('a', '', ...marked(one.title, found, 300));
    const isOutside = /^https?:/.test(one.url);
    // A folder read from disk shows its files, not its page.
    const own = location.protocol === 'file:' ? one.url.replace(/(^|\/)(?=#|$)/, '$1index.html') : one.url;
    link.href = isOutside ? one.url : '../' + own;
    const line = make('p', 'search-title', link, ' ', make('span', 'search-section', one.section));
    const item = make('li', isPart ? 'is-partly' : '', line);
    if (one.school) {
      item.append(make('p', 'search-school', one.school, isOutside ? ' — ' + say.outside : ''));
    }
    if (isOutside) {
      link.rel = 'external';
    }
    if (one.beginning) {
      item.append(make('p', 'search-text', ...marked(one.beginning, found, 200)));
    }
    return item;
  }

  async function showMore() {
    const {found, pages, count} = shown;
    const now = shown;
    more.disabled = true;
    const cards = await Promise.all(pages.slice(count, count + perStep).map(card)).finally(function () {
      more.disabled = false;
    });
    if (now !== shown) {
      return null;
    }
    const rows = cards.map((one, at) => row(one, found, count + at >= found.kept));
    results.append(...rows);
    shown.count += rows.length;
    more.hidden = shown.count >= pages.length;
    return rows[0];
  }

  function chosen() {
    return Array.from(choices.querySelectorAll('input:checked'));
  }

  // Which pages the choices of all facets, but of `except`, let through.
  function passes(except) {
    const sets = {};
    for (const box of chosen()) {
      if (box.name && box.name !== except) {
        (sets[box.name] ??= []).push(facets.values[box.name][box.value].pages);
      }
    }
    const withArchive = document.getElementById('search-archived').checked;
    const {schools} = shown;
    return (page) => (!schools || schools[page]) && (withArchive || !index.archived.has(page)) &&
      Object.values(sets).every((some) => some.some((pages) => pages.has(page)));
  }

  function count() {
    const pages = shown.found.whole.concat(shown.found.partly);
    for (const box of choices.querySelectorAll('input[name]')) {
      const pass = passes(box.name);
      const {pages: own} = facets.values[box.name][box.value];
      const some = pages.filter((page) => own.has(page) && pass(page)).length;
      box.closest('label').querySelector('.search-count').textContent = some;
      box.closest('label').hidden = !some && !box.checked;
    }
    for (const set of choices.querySelectorAll('fieldset')) {
      set.hidden = !set.querySelector('label:not([hidden])');
    }
  }

  async function showChoices() {
    const read = {};
    const sets = (await readFacets()).map(function ({facet, values}) {
      const set = make('fieldset', '', make('legend', '', say['facet' + facet[0].toUpperCase() + facet.slice(1)]));
      values.forEach(function ({title}, value) {
        const box = make('input', '');
        Object.assign(box, {type: 'checkbox', name: facet, value});
        set.append(make('label', '', box, ' ' + title + ' ', make('span', 'search-count')));
      });
      read[facet] = values;
      return set;
    });
    choices.replaceChildren(...sets);
    return read;
  }

  async function openFilters() {
    facets ??= {reading: showChoices()};
    const own = facets;
    try {
      own.values ??= await own.reading;
    } catch (error) {
      facets = facets === own ? null : facets;
      throw error;
    }
    if (facets === own) {
      count();
    }
  }

  function tell(found, whole, partly) {
    const total = whole.length + partly.length;
    const isHidden = !total && found.whole.length + found.partly.length > 0;
    const sentence = isHidden ? say.hidden : whole.length ? say.found : total ? say.partly : say.nothing;
    let text = fill(sentence, whole.length || partly.length, shown.query);
    if (whole.length && partly.length) {
      text += ' ' + fill(say.also, partly.length);
    }
    if (found.corrected && total) {
      text = fill(say.corrected, shown.query, found.corrected) + ' ' + text;
    }
    status.textContent = text;
  }

  // Shows what the choices let through of what was found.
  async function show() {
    const {query, found} = shown;
    // The latest choice counts, whichever is ready first.
    const before = shown = {...shown};
    const schools = await chooseSchools(school ? school.value : '');
    if (before !== shown) {
      return;
    }
    shown.schools = schools;
    const pass = passes('');
    const whole = found.whole.filter(pass);
    const partly = found.partly.filter(pass).slice(0, 50);
    found.kept = whole.length;
    const isFound = found.whole.length + found.partly.length > 0;
    const now = shown = {query, found, schools, pages: whole.concat(partly), count: 0};
    results.replaceChildren();
    more.hidden = true;
    nothing.hidden = all.hidden = isFound;
    filters.hidden = !isFound;
    if (school) {
      school.parentElement.hidden = !index.schools;
    }
    if (filters.open) {
      await openFilters();
    }
    if (now === shown) {
      await showMore();
    }
    if (now === shown) {
      tell(found, whole, partly);
    }
  }

  function clear() {
    shown = none;
    results.replaceChildren();
    status.textContent = '';
    more.hidden = nothing.hidden = filters.hidden = true;
    all.hidden = false;
  }

  // Files of the index come over a bad connection: what fails is told, and the next query tries again.
  function fail() {
    clear();
    status.textContent = say.failed;
  }

  function telling(work) {
    return async function () {
      const now = shown;
      try {
        await work();
      } catch {
        // A later query has an answer of its own.
        if (shown === now || shown.query === now.query) {
          fail();
        }
      }
    };
  }

  let newest = 0;

  async function search(query) {
    const number = ++newest;
    const text = query.replace(/\p{Cc}+/gu, ' ').trim().slice(0, 200);
    if (!wordsOf(text).length) {
      clear();
      status.textContent = text ? say.short : '';
      return;
    }
    for (const isStale of [false, true]) {
      try {
        if (isStale) {
          facets = null;
          choices.replaceChildren();
        }
        index = await loadIndex(isStale);
        const found = await answer(query.endsWith(' ') ? text + ' ' : text);
        if (number === newest) {
          shown = {...none, query: text, found};
          await show();
        }
        return;
      } catch {
        if (number !== newest) {
          return;
        }
      }
    }
    fail();
  }

  // A query that was asked for stays in the history; one that is being typed is one entry.
  let isSettled = true;

  function remember(query, settles) {
    const before = new URLSearchParams(location.search).get('q') || '';
    const isNew = isSettled && before && query !== before;
    isSettled = settles;
    const address = query ? '?q=' + encodeURIComponent(query) : location.pathname;
    // A page from a folder may not change its address.
    try {
      history[isNew ? 'pushState' : 'replaceState'](null, '', address);
    } catch {
      return;
    }
  }

  function fromAddress() {
    isSettled = true;
    input.value = (new URLSearchParams(location.search).get('q') || '').slice(0, 200);
    return search(input.value);
  }

  let typing;
  input.addEventListener('input', function () {
    clearTimeout(typing);
    typing = setTimeout(function () {
      remember(input.value, false);
      search(input.value);
    }, 250);
  });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    clearTimeout(typing);
    remember(input.value, true);
    search(input.value);
  });
  filters.addEventListener('toggle', telling(async function () {
    if (filters.open && shown.found) {
      await openFilters();
    }
  }));
  filters.addEventListener('change', telling(async function () {
    if (shown.found) {
      await show();
    }
  }));
  more.addEventListener('click', telling(async function () {
    const first = await showMore();
    if (first) {
      first.querySelector('a').focus();
    }
  }));
  addEventListener('popstate', fromAddress);
  fromAddress();
})();
