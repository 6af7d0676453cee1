// Formulas of tests/formulas beside another converter of TeX: the same tokens in the same
// structure. Not compared: rows, attributes, spaces and invisible operators, whether a letter is a
// name, sign or text, and what the list of exceptions names with its reason.
//
//   node formulas.mjs FILE
import {readFileSync} from 'node:fs';
import temml from 'temml';

const exceptions = [
    [/\\ce\{/, 'chemistry: an extension there, with boxes of its own around every index'],
    [/\\(overset|xrightarrow|not)\b/, 'a sign above a sign: an index there, without limits'],
    [/\\math(cal|bf)/, 'styled letters: other code points there'],
];

function parse(html) {
    const root = {name: 'root', children: []};
    const open = [root];
    for (const [, close, name, text] of html.matchAll(/<(\/?)([a-z]+)[^>]*>([^<]*)/g)) {
        if (close) {
            open.pop();
            continue;
        }
        const node = {name, text, children: []};
        open.at(-1).children.push(node);
        open.push(node);
    }
    return root;
}

const tokens = ['mi', 'mn', 'mo', 'mtext'];
const dropped = ['mrow', 'mstyle', 'math', 'root', 'mpadded'];
// Code points of the same sign.
const alike = {'‾': '¯', '⋅': '·', '⌀': '∅', '⟂': '⊥', '∣': '|'};

function plain(node) {
    if (node.name === 'mspace') return [];
    if (tokens.includes(node.name)) {
        const text = node.text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
            .replace(/[\u00a0\u202f\u2061\u2062 ]/g, '');
        return [...text].map(sign => alike[sign] ?? sign);
    }
    if (dropped.includes(node.name)) return node.children.flatMap(plain);
    if (node.name === 'menclose') return ['mover(', ...node.children.flatMap(plain), ',¯', ')'];
    const parts = node.children.map(child => plain(child).join(''));
    return [`${node.name}(${parts.join(',')})`];
}

// One line; a line above is an enclosure there.
function normal(html) {
    return plain(parse(html)).join('').replace(/mover\((.*?),¯\)/g, 'mover($1,¯)');
}

const lines = readFileSync(process.argv[2], 'utf8').trim().split('\n');
let same = 0, excepted = 0;
const wrong = [];
for (let i = 0; i + 1 < lines.length; i += 2) {
    const display = lines[i].startsWith('$$');
    const tex = lines[i].slice(display ? 2 : 0);
    const ours = normal(lines[i + 1]);
    const theirs = normal(temml.renderToString(tex, {displayMode: display}));
    if (ours === theirs) ++same;
    else if (exceptions.some(([sign]) => sign.test(tex))) ++excepted;
    else wrong.push(`${tex}\n  ours   ${ours}\n  theirs ${theirs}`);
}
const passed = wrong.length === 0 && same >= 150;
console.log(`${passed ? 'ok' : 'FAILED'} formulas: ${same} alike, ${excepted} exceptions, ${wrong.length} differ`);
wrong.forEach(item => console.log(item));
process.exit(passed ? 0 : 1);
