// Times vis-timeline in headless Chromium on generated events, as a peer for `cargo bench --bench timeline`.
//
//   cd tests/benches/vis-timeline && npm install --no-package-lock && node bench.mjs [COUNT ...]
//
// Needs Node 18 or later, the packages of package.json (npm install, above), and Chromium: CHROMIUM=/path, default
// /usr/bin/chromium (Debian and Ubuntu: apt-get install chromium). What is missing is said. For each count it prints the
// time to load and the median milliseconds the page's main thread works for one change of view (script, style, layout;
// not the raster) at all, 10 % and 1 % of the time and over a walk of zooms. Nothing is fetched while it runs.
import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const need = (what, how) => { console.error(`This bench needs ${what}. ${how}`); process.exit(1); };
const require = createRequire(import.meta.url);
const part = name => { try { return require.resolve(name); } catch { return need(`the npm package ${name.split('/')[0]}`, 'Run "npm install --no-package-lock" in this folder.'); } };
const { chromium } = require(part('playwright-core'));
const root = dirname(part('vis-timeline/package.json'));
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) need(`Chromium, and there is none at ${executablePath}`, 'Install it (Debian: apt-get install chromium) or name it: CHROMIUM=/path/to/chromium node bench.mjs');
const script = readFileSync(join(root, 'standalone/umd/vis-timeline-graph2d.min.js'), 'utf8');
const style = readFileSync(join(root, 'styles/vis-timeline-graph2d.min.css'), 'utf8');
const counts = process.argv.slice(2).map(Number).filter(Boolean);
const LANES = 50, SPAN_DAYS = 20 * 365, PATIENCE_MS = 180_000;

// Views as parts of the whole time: a slow pan at a fixed zoom, and a fixed walk over three powers of ten.
const pan = width => Array.from({ length: 9 }, (_, i) => { const a = (1 - width) * (0.3 + i * 0.01); return [a, a + width]; });
const walk = Array.from({ length: 15 }, (_, i) => { const width = 10 ** (-3 * ((i * 7) % 15) / 15), a = ((i * 11) % 15) / 15 * (1 - width); return [a, a + width]; });

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
console.log('events    load ms        all       10 %        1 %  zoom walk   (ms)');
for (const count of counts.length ? counts : [300, 1000, 3000, 10000]) {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const busy = async () => (await devtools.send('Performance.getMetrics')).metrics.find(m => m.name === 'TaskDuration').value * 1000;
  const timed = async (work, argument) => {
    const before = await busy();
    await page.evaluate(work, argument);
    return await busy() - before;
  };
  await page.setContent('<div id="line"></div>');
  await page.addStyleTag({ content: style });
  await page.addScriptTag({ content: script });
  const median = async views => {
    const times = [];
    for (const view of views) times.push(await timed(show, view));
    return times.sort((a, b) => a - b)[times.length >> 1];
  };
  const run = (async () => {
    const load = await timed(open, { count, lanes: LANES, days: SPAN_DAYS });
    const row = [load];
    for (const views of [pan(0.999), pan(0.1), pan(0.01), walk]) row.push(await median(views));
    return row;
  })();
  let timer;
  const late = new Promise(resolve => { timer = setTimeout(resolve, PATIENCE_MS, null); });
  const row = await Promise.race([run.catch(error => ({ error })), late]);
  clearTimeout(timer);
  const cells = Array.isArray(row) ? row.map(n => n.toFixed(1).padStart(10)).join(' ') : ` gave up: ${row?.error?.message ?? 'no answer in time'}`;
  console.log(String(count).padStart(6), cells);
  await page.close();
}
await browser.close();

// The next two run in the page.
async function open({ count, lanes, days }) {
  let state = 0x2545f491;                       // xorshift32: the same events at every run
  const next = () => { state ^= state << 13; state ^= state >>> 17; state ^= state << 5; return (state >>> 0) / 2 ** 32; };
  const DAY = 86_400_000, zero = Date.UTC(2005, 0, 1);
  const items = Array.from({ length: count }, (_, id) => {
    const start = zero + Math.floor(next() * days) * DAY, group = Math.floor(next() * lanes), range = next() < 0.2;
    return { id, group, start, content: `Event ${id}`, type: range ? 'range' : 'point', end: range ? start + (2 + next() * 30) * DAY : undefined };
  });
  const groups = Array.from({ length: lanes }, (_, id) => ({ id, content: `Lane ${id}` }));
  const line = new vis.Timeline(document.getElementById('line'), new vis.DataSet(items), new vis.DataSet(groups), { height: '880px' });
  window.bench = { line, at: part => zero + part * days * DAY, settled: () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))) };
  await window.bench.settled();
}
async function show([from, to]) {
  const { line, at, settled } = window.bench;
  line.setWindow(at(from), at(to), { animation: false });
  await settled();
}
