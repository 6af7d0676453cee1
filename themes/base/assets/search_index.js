// Answers of the search: reads the index that the build has made, chunk by chunk.
//
// The forms of the files stand in generator/search/index.h, chunks.h and lists.h. Files are scripts that
// call `vitrinaSearch(name, value)`, so that search works from a folder too.
(function () {
  'use strict';

  const {wordsOf, stem} = window.vitrinaWords;

  // --- files of the index ---

  const waiting = new Map();
  const loads = new Map();

  window.vitrinaSearch = function (name, value) {
    const call = waiting.get(name);
    waiting.delete(name);
    if (call) {
      call(value);
    }
  };

  // A file that has come but calls for nothing — a page of a provider, say — has failed as well.
  function load(name, path, read) {
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
      }).then(read));
    }
    return loads.get(name);
  }

  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const listSigns = '!#$%&()*+,./:<=>~';
  const digitOf = new Int8Array(128).fill(-1);
  Array.from(digits, (digit, value) => (digitOf[digit.charCodeAt(0)] = value));

  let index;
  let decoded;

  // The pages of lists with their levels, as long as no other lists are decoded.
  function decode(lists) {
    const {pages, levels} = decoded;
    let count = 0;
    for (let at = 0; at < lists.length;) {
      const sign = listSigns.indexOf(lists[at++]);
      const isBitmap = sign > 7 && sign < 16;
      const level = sign < 16 ? sign & 7 : 3;
      const begin = count;
      let page = 0;
      for (let value; (value = digitOf[lists.charCodeAt(at)]) >= 0; ++at) {
        if (isBitmap) {
          for (let next = page; value; ++next, value >>= 1) {
            pages[count] = next;
            count += value & 1;
          }
          page += 6;
          continue;
        }
        let gap = value & 31;
        for (let scale = 32; value & 32; scale *= 32) {
          value = digitOf[lists.charCodeAt(++at)];
          gap += (value & 31) * scale;
        }
        if (sign < 16) {
          page += gap;
          pages[count++] = page++;
          continue;
        }
        // What is listed are the pages that lack the word.
        for (const end = page + gap; page < end;) {
          pages[count++] = page++;
        }
        ++page;
      }
      while (sign === 16 && page < index.pages) {
        pages[count++] = page++;
      }
      levels.fill(level, begin, count);
    }
    return {pages, levels, count};
  }

  // A bit for each page: a set of numbers would take many times that.
  function setOf(list) {
    const {pages, count} = decode(list);
    const bits = new Uint8Array((index.pages >> 3) + 1);
    for (let at = 0; at < count; ++at) {
      bits[pages[at] >> 3] |= 1 << (pages[at] & 7);
    }
    return {has: (page) => (bits[page >> 3] & (1 << (page & 7))) !== 0};
  }

  function readTable(text) {
    let start = '';
    return Array.from(text.matchAll(/(.)(\S*) (.{5})/g), function ([, shared, rest, name]) {
      start = start.slice(0, digits.indexOf(shared)) + rest;
      return {start, name};
    });
  }

  // The site may have been published anew while its page was open: its old files are gone then, and a
  // cache may still hold the old index. `isStale`: take all of it from the site again.
  async function loadIndex(isStale) {
    if (isStale) {
      loads.clear();
      index = null;
    }
    if (!index) {
      const value = await load('index', isStale ? 'index.js?' + Date.now() : 'index.js');
      // The list of schools ends with the number behind the last page.
      decoded = {pages: new Uint32Array(value.pages + 1), levels: new Uint8Array(value.pages + 1)};
      index = Object.assign({}, value, {
        words: readTable(value.words),
        stop: new Set(value.stop.split(' ')),
        groups: value.groups.split('\n').filter(Boolean).map(function (line) {
          const [name, ...spellings] = line.split('|');
          return {name, spellings: spellings.map((one) => one.split(' '))};
        })
      });
      index.archived = setOf(value.archived);
    }
    return index;
  }

  // The rows of a table between which words stand that begin so; with `most` 0 the row of the word itself.
  function rowsFor(table, beginning, most) {
    let first = table.findIndex((row) => row.start > beginning);
    first = Math.max((first < 0 ? table.length : first) - 1, 0);
    if (!most) {
      return table.slice(first, first + 1);
    }
    const last = table.findIndex((row) => row.start > beginning && !row.start.startsWith(beginning));
    return table.slice(first, last < 0 ? table.length : last);
  }

  // Words of the index that begin so, with their lists; nothing when they fill more than `most` chunks.
  // With `most` 0: those of the chunk where the word itself stands.
  async function entriesOf(kind, beginning, most) {
    let rows = kind === 'words' ? index.words : await load(index.ends, index.ends + '.js', readTable);
    rows = rowsFor(rows, beginning, most);
    for (let depth = index.depths[kind]; depth; --depth) {
      // Each table but the first and the last has nothing but rows of such words, and many.
      if (rows.length > 2) {
        return [];
      }
      const tables = await Promise.all(rows.map(({name}) => load(name, 'tables/' + name + '.js', readTable)));
      rows = rowsFor(tables.flat(), beginning, most);
    }
    if (most && rows.length > most) {
      return [];
    }
    const chunks = await Promise.all(rows.map(({name}) => load(name, kind + '/' + name + '.js')));
    const found = [];
    for (const chunk of chunks) {
      const text = ' ' + chunk + ' ';
      for (let at = text.indexOf(' ' + beginning); at >= 0; at = text.indexOf(' ' + beginning, at + 1)) {
        const end = text.indexOf(' ', at + 1);
        if (end < 0) {
          break;
        }
        // The first sign of a group's own word is `=`.
        const [, word, lists] = /^(.[^!#$%&()*+,./:<=>~]*)(.*)/.exec(text.slice(at + 1, end));
        found.push({word, lists});
      }
    }
    return found;
  }

  // --- queries ---

  const kinShare = 0.4;

  // One thing that a page must have: any of `words`, or a word that begins as the reader has typed.
  function parse(query) {
    const raw = wordsOf(query).filter((word) => !index.stop.has(word)).slice(0, 12);
    const isTyping = /[^\s.,;:!?]$/.test(query);
    const stems = raw.map(stem);
    const items = [];
    for (let at = 0; at < raw.length;) {
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
      if (isTyping && length === 1 && at + 1 === raw.length && raw[at].length > 2 && !/\d/.test(raw[at])) {
        item.begins = raw[at];
      }
      items.push(item);
      at += length;
    }
    return items;
  }

  function weigh(item, entry, share) {
    const {pages, levels, count} = decode(entry.lists);
    const most = share * Math.log(1 + (index.pages - count + 0.5) / (count + 0.5));
    const scores = item.scores;
    for (let at = 0; at < count; ++at) {
      const score = most * (levels[at] + 1) / 8;
      if (score > scores[pages[at]]) {
        scores[pages[at]] = score;
      }
    }
    item.pages += count;
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
    let at = 0;
    while (at < a.length && a[at] === b[at]) {
      ++at;
    }
    const [one, other] = [a.slice(at), b.slice(at)];
    const [next, otherNext] = [one.slice(1), other.slice(1)];
    return next === otherNext || next === other || one === otherNext ||
      (one[0] === other[1] && one[1] === other[0] && next.slice(1) === otherNext.slice(1));
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

  // Pages by what they lack of the items, best first: `lacking(0)` are those that have all.
  function rank(items) {
    const scores = new Float32Array(index.pages);
    const counts = new Uint8Array(index.pages);
    for (const {scores: own} of items) {
      for (let page = 0; page < own.length; ++page) {
        if (own[page] > 0) {
          scores[page] += own[page];
          ++counts[page];
        }
      }
    }
    return function (lacking) {
      const count = items.length - lacking;
      // Levels are few, and so are scores: pages of one score go newest first.
      const alike = new Map();
      for (let page = counts.length - 1; count && page >= 0; --page) {
        if (counts[page] === count) {
          const score = scores[page];
          (alike.get(score) || alike.set(score, []).get(score)).push(page);
        }
      }
      return Array.from(alike.keys()).sort((a, b) => b - a).flatMap((score) => alike.get(score));
    };
  }

  async function answer(query) {
    await loadIndex();
    let items = parse(query);
    await Promise.all(items.map(find));
    let corrected = '';
    if (items.some((item) => !item.pages)) {
      const better = await Promise.all(items.map(async (item) => (item.pages ? item : (await correct(item)) || shorten(item, 4, false))));
      if (better.some((item, at) => item !== items[at])) {
        corrected = better.map((item) => item.raw).join(' ');
      }
      items = better;
    }
    const known = items.filter((item) => item.pages);
    const lacking = rank(known);
    const isKnown = known.length === items.length;
    const whole = isKnown ? lacking(0) : [];
    const isShort = whole.filter((page) => !index.archived.has(page)).length < 5;
    return {items, corrected, whole, partly: !isShort ? [] : isKnown ? lacking(1) : lacking(0).concat(lacking(1))};
  }

  // Of many schools those are chosen whose names have all words of a text; their pages stand in a row
  // behind the school's own.
  async function chooseSchools(text) {
    const words = index.schools ? wordsOf(text).filter((word) => !index.stop.has(word)) : [];
    if (!words.length) {
      return null;
    }
    const items = await Promise.all(words.map((word) => find({
      words: [stem(word)], raw: word, marks: [], begins: word.length > 2 && !/\d/.test(word) ? word : ''
    })));
    const chosen = new Uint8Array(index.pages);
    const list = await load(index.schools, index.schools + '.js');
    const {pages: firsts, count} = decode(list);
    for (let at = 0; at + 1 < count; ++at) {
      if (items.every((item) => item.scores[firsts[at]] > 0)) {
        chosen.fill(1, firsts[at], firsts[at + 1]);
      }
    }
    return chosen;
  }

  async function card(page) {
    const file = Math.floor(page / index.cards);
    const cards = await load('card' + file, 'cards/' + file + '.js?' + index.cardsVersion);
    const [url, title, beginning, section, school] = cards[page % index.cards];
    return {url, title, beginning, section: index.sections[section], school};
  }

  // The values of each facet with their pages.
  async function readFacets() {
    const facets = Object.entries(index.facets);
    const values = await Promise.all(facets.map(([, name]) => load(name, 'facets/' + name + '.js')));
    return facets.map(([facet], at) => ({facet, values: values[at].map(([title, list]) => ({title, pages: setOf(list)}))}));
  }

  Object.assign(window.vitrinaSearch, {loadIndex, answer, card, chooseSchools, readFacets, perStep: 8});
})();
