// Words of texts and queries, folded and stemmed as at the build.
//
// The rules stand in generator/search/language.h; tests/judges/search_words.mjs holds both sides to them
// and to Snowball's own vocabularies.
(function () {
  'use strict';

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

  window.vitrinaWords = {wordSigns, fold, composed, wordsOf, stem};
})();
