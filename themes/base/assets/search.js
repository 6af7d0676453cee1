// Search: reads the index that the build has made, chunk by chunk, and lists what it finds.
//
// The forms of the files stand in generator/search/index.h, the rules of words in language.h there:
// both sides fold and stem alike (tests/judges/search_words.mjs holds them to it). Files are scripts
// that call `vitrinaSearch(name, value)`, so that search works from a folder too.
(function () {
  'use strict';

  // --- words ---

  const letters = '0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0239\u023b-\u023d\u023f-\u024f\u0400-\u0481\u048a-\u052f';
  const silent = '\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff';
  const wordSigns = new RegExp('[' + letters + silent + ']+', 'g');
  const silentSigns = new RegExp('[' + silent + ']', 'g');

  function fold(word) {
    return word.replace(silentSigns, '').replace(/\u0130/g, 'i').toLowerCase().replace(/ё/g, 'е').slice(0, 40);
  }

  function composed(text) {
    return /[\u0300-\u037f]/.test(text) ? text.normalize('NFC') : text;
  }

  // Folded words; one letter alone is none.
  function wordsOf(text) {
    return (composed(text).match(wordSigns) || []).map(fold).filter(function (word) {
      return word.length > 1 || /\d/.test(word);
    });
  }

  function russian(word) {
    const parts = /^(.*?[аеиоуыэюя])(.*)$/.exec(word);
    if (!parts) {
      return word;
    }
    const head = parts[1];
    const beyond = /^.*?[аеиоуыэюя][^аеиоуыэюя].*?[аеиоуыэюя][^аеиоуыэюя]/.exec(word);
    let rest = parts[2];
    function cut(suffix) {
      const before = rest;
      rest = rest.replace(suffix, '');
      return rest !== before;
    }
    if (!cut(/(?:[иы]в(?:ши(?:сь)?)?|(?<=[ая])в(?:ши(?:сь)?)?)$/)) {
      cut(/с[яь]$/);
      if (cut(/(?:[иы]ми|[ео]го|[ео]му|[еиыо][ейм]|[иы]х|[уюое]ю|[ая]я)$/)) {
        cut(/(?:[иы]вш|ующ|(?<=[ая])(?:ем|нн|вш|ющ|щ))$/);
      } else if (!cut(/(?:[иы]ла|ена|[еу]йте|ите|[иы]ли|[еу]й|[иы]л|[иы]м|ен|[иы]ло|ено|ят|ует|уют|[иы]т|ены|[иы]ть|ишь|ую|ю|(?<=[ая])(?:ла|на|ете|йте|ли|й|л|ем|н|ло|нно|но|ет|ют|ны|ть|ешь))$/)) {
        cut(/(?:иями|ями|ами|ией|иям|ием|иях|[ео]в|[иь]е|[еи]и|[еои]й|ям|ем|ам|ом|ах|ях|[иь]ю|[иь]я|[аеиоуыьюяй])$/);
      }
    }
    cut(/и$/);
    if (beyond && head.length + rest.search(/ость?$/) >= beyond[0].length) {
      cut(/ость?$/);
    }
    if (cut(/ейше?$/)) {
      cut(/н(?<=нн)$/);
    } else if (!cut(/н(?<=нн)$/)) {
      cut(/ь$/);
    }
    return head + rest;
  }

  const fixed = {
    skis: 'ski', skies: 'sky', dying: 'die', lying: 'lie', tying: 'tie', idly: 'idl', gently: 'gentl', ugly: 'ugli',
    early: 'earli', only: 'onli', singly: 'singl'
  };
  const second = {
    tional: 'tion', enci: 'ence', anci: 'ance', abli: 'able', entli: 'ent', izer: 'ize', ization: 'ize', ational: 'ate',
    ation: 'ate', ator: 'ate', alism: 'al', aliti: 'al', alli: 'al', fulness: 'ful', ousli: 'ous', ousness: 'ous',
    iveness: 'ive', iviti: 'ive', biliti: 'ble', bli: 'ble', ogi: 'og', fulli: 'ful', lessli: 'less', li: ''
  };
  const third = {
    tional: 'tion', ational: 'ate', alize: 'al', icate: 'ic', iciti: 'ic', ical: 'ic', ful: '', ness: '', ative: ''
  };
  const shortEnd = /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy])$/;

  // The longest of the table's endings that the word has.
  function ending(word, table) {
    let best = '';
    for (const one in table) {
      if (one.length > best.length && word.endsWith(one)) {
        best = one;
      }
    }
    return best;
  }

  // Porter's second algorithm.
  function english(word) {
    if (word.length < 3 || /^(?:sky|news|howe|atlas|cosmos|bias|andes)$/.test(word)) {
      return word;
    }
    if (Object.hasOwn(fixed, word)) {
      return fixed[word];
    }
    let w = word.replace(/^y|([aeiouy])y/g, function (all, vowel) {
      return (vowel || '') + 'Y';
    });
    function region(from) {
      const found = /[aeiouy][^aeiouy]/.exec(w.slice(from));
      return found ? from + found.index + 2 : w.length;
    }
    const special = /^(?:gener|commun|arsen)/.exec(w);
    const r1 = special ? special[0].length : region(0);
    const r2 = region(r1);
    function hasVowel(text) {
      return /[aeiouy]/.test(text);
    }
    if (w.endsWith('sses')) {
      w = w.slice(0, -2);
    } else if (/ie[ds]$/.test(w)) {
      w = w.slice(0, w.length > 4 ? -2 : -1);
    } else if (/[^us]s$/.test(w) && hasVowel(w.slice(0, -2))) {
      w = w.slice(0, -1);
    }
    if (/^(?:inning|outing|canning|herring|earring|proceed|exceed|succeed)$/.test(w)) {
      return w;
    }
    const step = /(?:eedly|ingly|edly|eed|ing|ed)$/.exec(w);
    if (step && step[0].startsWith('ee')) {
      if (step.index >= r1) {
        w = w.slice(0, step.index) + 'ee';
      }
    } else if (step && hasVowel(w.slice(0, step.index))) {
      w = w.slice(0, step.index);
      if (/(?:at|bl|iz)$/.test(w)) {
        w += 'e';
      } else if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(w)) {
        w = w.slice(0, -1);
      } else if (w.length <= r1 && shortEnd.test(w)) {
        w += 'e';
      }
    }
    w = w.replace(/(?<=.[^aeiouy])[yY]$/, 'i');
    let end = ending(w, second);
    let at = w.length - end.length;
    if (end && at >= r1 && (end !== 'ogi' || w[at - 1] === 'l') && (end !== 'li' || /[cdeghkmnrt]/.test(w[at - 1]))) {
      w = w.slice(0, at) + second[end];
    }
    end = ending(w, third);
    at = w.length - end.length;
    if (end && at >= r1 && (end !== 'ative' || at >= r2)) {
      w = w.slice(0, at) + third[end];
    }
    const fourth = /(?:ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|ion|al|er|ic)$/.exec(w);
    if (fourth && fourth.index >= r2 && (fourth[0] !== 'ion' || /[st]/.test(w[fourth.index - 1]))) {
      w = w.slice(0, fourth.index);
    }
    at = w.length - 1;
    if (w[at] === 'e' ? at >= r2 || (at >= r1 && !shortEnd.test(w.slice(0, -1))) : w[at] === 'l' && at >= r2 && w[at - 1] === 'l') {
      w = w.slice(0, -1);
    }
    return w.toLowerCase();
  }

  function stem(word) {
    if (/\d/.test(word)) {
      return word;
    }
    if (/[\u0400-\u047f]/.test(word)) {
      return russian(word);
    }
    return /[^a-z]/.test(word) ? word : english(word);
  }

  // --- files of the index ---

  const waiting = new Map();

  window.vitrinaSearch = function (name, value) {
    const call = waiting.get(name);
    waiting.delete(name);
    if (call) {
      call(value);
    }
  };
  Object.assign(window.vitrinaSearch, {stem, wordsOf});

  const form = document.getElementById('search-form');
  if (!form) {
    return;
  }
  const loads = new Map();

  // A file that has come but calls for nothing — a page of a provider, say — has failed as well.
  function load(name, path) {
    if (!loads.has(name)) {
      loads.set(name, new Promise(function (resolve, reject) {
        const script = document.createElement('script');
        waiting.set(name, resolve);
        script.src = path;
        script.onload = script.onerror = function () {
          script.remove();
          if (waiting.get(name) === resolve) {
            waiting.delete(name);
            loads.delete(name);
            reject(new Error(path));
          }
        };
        document.head.append(script);
      }));
    }
    return loads.get(name);
  }

  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const digitOf = Object.fromEntries(Array.from(digits, (digit, value) => [digit, value]));
  const kinShare = 0.4;
  const listSigns = '!#$%&()*+,./:<=>';

  // Calls `take(page, level)` for each page of the lists.
  function eachPage(lists, take) {
    for (let at = 0; at < lists.length;) {
      const sign = listSigns.indexOf(lists[at++]);
      let page = 0;
      for (let value; (value = digitOf[lists[at]]) !== undefined; ++at) {
        if (sign >= 8) {
          for (let bit = 0; bit < 6; ++bit) {
            if (value & (1 << bit)) {
              take(page + bit, sign - 8);
            }
          }
          page += 6;
          continue;
        }
        let gap = value & 31;
        for (let scale = 32; value & 32; scale *= 32) {
          value = digitOf[lists[++at]];
          gap += (value & 31) * scale;
        }
        page += gap;
        take(page++, sign);
      }
    }
  }

  function readTable(text) {
    let start = '';
    return Array.from(text.matchAll(/(.)(\S*) (.{5})/g), function ([, shared, rest, name]) {
      start = start.slice(0, digitOf[shared]) + rest;
      return {start, name};
    });
  }

  let index;
  let facets;

  // The site may have been published anew while its page was open: its old files are gone then, and a
  // cache may still hold the old index. `isStale`: take all of it from the site again.
  async function loadIndex(isStale) {
    if (isStale) {
      loads.clear();
      index = facets = null;
      choices.replaceChildren();
    }
    if (!index) {
      const value = await load('index', isStale ? 'index.js?' + Date.now() : 'index.js');
      index = Object.assign({}, value, {
        words: readTable(value.words),
        stop: new Set(value.stop.split(' ')),
        groups: value.groups.split('\n').filter(Boolean).map(function (line) {
          const [name, ...spellings] = line.split('|');
          return {name, spellings: spellings.map((one) => one.split(' '))};
        }),
        archived: new Set()
      });
      eachPage(value.archived, (page) => index.archived.add(page));
    }
    return index;
  }

  // Words of the index that begin so, with their lists; nothing when they fill more than `most` chunks.
  // With `most` 0: those of the chunk where the word itself stands.
  async function entriesOf(kind, beginning, most) {
    if (kind === 'ends' && typeof index.ends === 'string') {
      const [own, text] = [index, await load(index.ends, index.ends + '.js')];
      own.ends = readTable(text);
    }
    const table = index[kind];
    let last = table.findIndex((chunk) => chunk.start > beginning && !chunk.start.startsWith(beginning));
    last = last < 0 ? table.length : last;
    let first = table.findIndex((chunk) => chunk.start > beginning);
    first = Math.max((first < 0 ? table.length : first) - 1, 0);
    if (!most) {
      last = Math.min(first + 1, table.length);
    } else if (last - first > most) {
      return [];
    }
    const chunks = await Promise.all(table.slice(first, last).map((chunk) => load(chunk.name, kind + '/' + chunk.name + '.js')));
    const found = [];
    for (const chunk of chunks) {
      const text = ' ' + chunk + ' ';
      for (let at = text.indexOf(' ' + beginning); at >= 0; at = text.indexOf(' ' + beginning, at + 1)) {
        const end = text.indexOf(' ', at + 1);
        if (end < 0) {
          break;
        }
        const entry = text.slice(at + 1, end);
        // The first sign of a group's own word is `=`.
        const lists = entry.slice(1).search(/[!#$%&()*+,./:<=>]/) + 1;
        found.push(lists ? {word: entry.slice(0, lists), lists: entry.slice(lists)} : {word: entry, lists: ''});
      }
    }
    return found;
  }

  // --- queries ---

  // One thing that a page must have: any of `words`, or a word that begins as the reader has typed.
  function parse(query) {
    const raw = wordsOf(query).filter((word) => !index.stop.has(word)).slice(0, 12);
    const isTyping = /[^\s.,;:!?]$/.test(query);
    const stems = raw.map(stem);
    const items = [];
    for (let at = 0; at < raw.length;) {
      const last = (length) => at + length === raw.length && isTyping && !/\d/.test(raw[raw.length - 1]);
      let best = null;
      for (const group of index.groups) {
        for (const spelling of group.spellings) {
          const fits = spelling.every((word, i) => stems[at + i] === word);
          if (fits && (!best || spelling.length > best.length)) {
            best = {group, length: spelling.length};
          }
        }
      }
      const length = best ? best.length : 1;
      const item = {words: [best ? best.group.name : stems[at]], raw: raw[at], marks: stems.slice(at, at + length), begins: ''};
      if (best) {
        item.marks = best.group.spellings.flat();
      } else if (/\d/.test(raw[at]) && /\D/.test(raw[at])) {
        item.parts = raw[at].match(/\d+/g);
      }
      if (length === 1 && last(1) && raw[at].length > 2) {
        item.begins = raw[at];
      }
      items.push(item);
      at += length;
    }
    return items;
  }

  function weigh(item, entry, share) {
    let pages = 0;
    eachPage(entry.lists, () => ++pages);
    const rare = Math.log(1 + (index.pages - pages + 0.5) / (pages + 0.5));
    eachPage(entry.lists, function (page, level) {
      item.scores[page] = Math.max(item.scores[page], share * rare * (level + 1) / 8);
    });
    item.pages += pages;
  }

  // Words of one root often differ behind the stem: «согласен», «согласны».
  async function weighWord(item, word, share, isAlone) {
    const hasKin = !isAlone && word.length > 4 && word[0] !== '=' && !/\d/.test(word);
    const kin = hasKin ? await entriesOf('words', word.slice(0, -1), 2) : [];
    for (const entry of kin.length ? kin : await entriesOf('words', word, 0)) {
      if (entry.word === word) {
        weigh(item, entry, share);
      } else if (hasKin && (entry.word.startsWith(word) ? entry.word.length < word.length + 4 : entry.word.length < word.length)) {
        weigh(item, entry, share * kinShare);
        item.marks.push(entry.word);
      }
    }
  }

  async function find(item) {
    item.scores = new Float32Array(index.pages);
    item.pages = 0;
    for (const word of item.words) {
      await weighWord(item, word, 1);
    }
    for (const part of item.parts || []) {
      await weighWord(item, part, 0.5);
    }
    if (item.begins) {
      for (const entry of await entriesOf('words', item.begins, 3)) {
        weigh(item, entry, entry.word === item.words[0] ? 1 : 0.7);
      }
    }
    await shorten(item, 3, true);
    return item;
  }

  // Takes an ending off that Snowball does not know.
  async function shorten(item, most, isAlone) {
    for (let length = item.raw.length - 1; !item.pages && length > 3 && length >= item.raw.length - most && !/\d/.test(item.raw); --length) {
      const beginning = item.raw.slice(0, length);
      await weighWord(item, beginning, 0.7, isAlone);
      item.marks.push(beginning);
    }
    return item;
  }

  // Whether one letter more, less, other or in its neighbour's place makes one word of the other.
  function isNear(a, b) {
    if (a.length > b.length) {
      [a, b] = [b, a];
    }
    if (b.length - a.length > 1) {
      return false;
    }
    let at = 0;
    while (at < a.length && a[at] === b[at]) {
      ++at;
    }
    const rest = (text, by) => text.slice(at + by);
    return rest(a, a.length === b.length ? 1 : 0) === rest(b, 1) ||
      (a.length === b.length && a[at] === b[at + 1] && a[at + 1] === b[at] && rest(a, 2) === rest(b, 2));
  }

  function backwards(word) {
    return Array.from(word).reverse().join('');
  }

  // Another word for one that no page has; a wrong letter stands in its first half or in its second.
  async function correct(item) {
    const word = stem(item.raw);
    if (word.length < 4 || /\d/.test(word)) {
      return null;
    }
    const half = Math.floor(word.length / 2);
    const nearby = (await entriesOf('words', word.slice(0, half), 4)).map((entry) => entry.word);
    for (const length of [word.length - half, 3, 2]) {
      const some = await entriesOf('ends', backwards(word.slice(word.length - length)), 4);
      nearby.push(...some.map((entry) => backwards(entry.word)));
    }
    let best = null;
    for (const near of new Set(nearby)) {
      if (!/\d/.test(near) && near.length > 2 && isNear(word, near)) {
        const other = Object.assign({}, item, {words: [near], raw: near, marks: [near], begins: '', parts: null});
        await find(other);
        // The reader's own ending, on the word that there is.
        other.raw = near + item.raw.slice(word.length);
        best = !best || other.pages > best.pages ? other : best;
      }
    }
    return best;
  }

  async function correctOrShorten(item) {
    return (await correct(item)) || shorten(item, 4, false);
  }

  // Pages that have all of the items, best first; `missing`: that lack one of several.
  function rank(items) {
    const all = [];
    const missing = [];
    const scores = new Float32Array(index.pages);
    for (let page = 0; page < index.pages; ++page) {
      let count = 0;
      for (const item of items) {
        count += item.scores[page] > 0 ? 1 : 0;
        scores[page] += item.scores[page];
      }
      if (count === items.length) {
        all.push(page);
      } else if (count && count >= items.length - 1) {
        missing.push(page);
      }
    }
    const order = (a, b) => scores[b] - scores[a] || b - a;
    return {all: all.sort(order), missing: missing.sort(order)};
  }

  async function answer(query) {
    await loadIndex();
    let items = parse(query);
    await Promise.all(items.map(find));
    let corrected = '';
    if (items.some((item) => !item.pages)) {
      const better = await Promise.all(items.map((item) => (item.pages ? item : correctOrShorten(item))));
      if (better.some((item, at) => item !== items[at])) {
        corrected = better.map((item) => item.raw).join(' ');
      }
      items = better;
    }
    const known = items.filter((item) => item.pages);
    const {all, missing} = known.length ? rank(known) : {all: [], missing: []};
    const whole = known.length === items.length ? all : [];
    const partly = known.length === items.length ? missing : all.concat(missing);
    const isShort = whole.filter((page) => !index.archived.has(page)).length < 5;
    return {items, corrected, whole, partly: isShort ? partly : []};
  }

  // Of many schools those are chosen whose names have all words of a text; their pages stand in a row
  // behind the school's own.
  async function chooseSchools(text) {
    const items = await Promise.all(wordsOf(text).map((word) => find({
      words: [stem(word)], raw: word, marks: [], begins: /\d/.test(word) ? '' : word
    })));
    if (!index.schools || !items.length) {
      return null;
    }
    const pages = new Uint8Array(index.pages);
    let own = -1;
    eachPage(await load(index.schools, index.schools + '.js'), function (next) {
      if (own >= 0 && items.every((item) => item.scores[own] > 0)) {
        pages.fill(1, own, next);
      }
      own = next;
    });
    return pages;
  }

  const perStep = 8;
  Object.assign(window.vitrinaSearch, {answer, card, chooseSchools, perStep});

  async function card(page) {
    const file = Math.floor(page / index.cards);
    const cards = await load('card' + file, 'cards/' + file + '.js?' + index.cardsVersion);
    const [url, title, beginning, section, school] = cards[page % index.cards];
    return {url, title, beginning, section: index.sections[section], school};
  }

  // --- the page ---

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
  let shown = {query: '', found: null, pages: [], count: 0};

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
    link.href = isOutside ? one.url : '../' + one.url + (location.protocol === 'file:' && /(^|\/)$/.test(one.url) ? 'index.html' : '');
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

  async function readFacets() {
    const names = Object.keys(index.facets);
    const values = await Promise.all(names.map((name) => load(index.facets[name], 'facets/' + index.facets[name] + '.js')));
    const read = {};
    const sets = names.map(function (name, at) {
      const set = make('fieldset', '', make('legend', '', say['facet' + name[0].toUpperCase() + name.slice(1)]));
      read[name] = values[at].map(function ([title, list], value) {
        const bits = new Uint8Array(index.pages / 8 + 1);
        eachPage(list, (page) => bits[page >> 3] |= 1 << (page & 7));
        const pages = {has: (page) => bits[page >> 3] & (1 << (page & 7))};
        const box = make('input', '');
        Object.assign(box, {type: 'checkbox', name, value});
        set.append(make('label', '', box, ' ' + title + ' ', make('span', 'search-count')));
        return {title, pages};
      });
      return set;
    });
    choices.replaceChildren(...sets);
    return read;
  }

  async function openFilters() {
    facets ??= {reading: readFacets()};
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
    let text = fill(total ? (whole.length ? say.found : say.partly) : say.nothing, whole.length || partly.length, shown.query);
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
    const {found} = shown;
    const before = shown;
    const schools = await chooseSchools(school ? school.value : '');
    if (before !== shown) {
      return;
    }
    shown.schools = schools;
    const pass = passes('');
    const whole = found.whole.filter(pass);
    const partly = found.partly.filter(pass).slice(0, 50);
    found.kept = whole.length;
    const now = shown = {query: shown.query, found, schools, pages: whole.concat(partly), count: 0};
    results.replaceChildren();
    more.hidden = true;
    nothing.hidden = all.hidden = shown.pages.length > 0;
    filters.hidden = !found.whole.length && !found.partly.length;
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
    shown = {query: '', found: null, pages: [], count: 0};
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
        await loadIndex(isStale);
        const found = await answer(query.endsWith(' ') ? text + ' ' : text);
        if (number === newest) {
          shown = {query: text, found, pages: [], count: 0};
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
