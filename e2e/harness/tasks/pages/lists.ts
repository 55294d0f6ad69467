/** Lists and tables: their rows as data. */
import { escaped, layout, SAID } from './layout.ts';

/** Things to do: added by Enter, ticked, and deleted. */
export const todoPage = (things: readonly string[]): string =>
  layout({
    title: 'Things to do',
    body: `<label>New thing <input autocomplete="off"></label><ul></ul>${SAID}`,
    script: `const things = ${JSON.stringify(things.map((text) => ({ text, done: false })))};
      const show = () => {
        $('ul').innerHTML = things.map(({ text, done }, i) => '<li><label><input type="checkbox" data-i="' + i + '"' + (done ? ' checked' : '') + '> ' + text +
          '</label> <button data-i="' + i + '" aria-label="Delete ' + text + '">Delete</button></li>').join('');
        say(things.map(({ text, done }) => (done ? '+' : '-') + text).join(', '));
      };
      $('main > label > input').addEventListener('keydown', ({ key, target }) => {
        if (key !== 'Enter' || target.value === '') return;
        things.push({ text: target.value, done: false });
        target.value = '';
        show();
      });
      $('ul').addEventListener('change', ({ target }) => { things[target.dataset.i].done = target.checked; show(); });
      $('ul').addEventListener('click', ({ target }) => { if (target.matches('button')) { things.splice(target.dataset.i, 1); show(); } });
      show();`,
  });

/** Rows come as the page is scrolled, a tenth of a second late. */
export const endlessPage = (noun: string): string =>
  layout({
    title: `All ${noun}s`,
    body: `${SAID}<div id="rows"></div><p id="more">Loading more</p>`,
    style: '.row { height: 60px; border-bottom: 1px solid #ddd }',
    script: `let rows = 0;
      const more = () => {
        for (let i = 0; i < 20; i++) {
          const row = document.createElement('div');
          row.className = 'row';
          row.innerHTML = '<b>${noun} ' + ++rows + '</b> <button>Save ${noun.toLowerCase()} ' + rows + '</button>';
          $('button', row).onclick = ({ target }) => say(target.textContent);
          $('#rows').append(row);
        }
      };
      more();
      let waiting = false;
      new IntersectionObserver((entries) => {
        if (waiting || !entries.some(({ isIntersecting }) => isIntersecting)) return;
        waiting = true;
        setTimeout(() => { waiting = false; more(); }, 100);
      }).observe($('#more'));`,
  });

/** Chapters, each with its own buttons. */
export const chaptersPage = (titles: readonly string[]): string =>
  layout({
    title: 'Chapters',
    body: `${SAID}${titles
      .map(
        (title) =>
          `<section aria-label="${escaped(title)}"><h2>${escaped(title)}</h2>${`<p>Of ${escaped(title.toLowerCase())} there is much to say. It goes on for a while, and comes to a point in the end.</p>`.repeat(12)}<button onclick="say('marked ' + this.closest('section').ariaLabel)">Mark as read</button></section>`,
      )
      .join('')}`,
  });

export interface Row {
  name: string;
  price: number;
  stock: number;
}

const PER_PAGE = 5;

/** A table that is sorted by its heads, filtered by a field, turned over, and edited row by row. */
export const tablePage = (title: string, rows: readonly Row[]): string =>
  layout({
    title,
    body: `<label>Filter by name <input type="search" autocomplete="off"></label>
      <table><thead><tr><th><button data-key="name">Name</button><th><button data-key="price">Price</button><th><button data-key="stock">In stock</button><th>Actions</tr></thead><tbody></tbody></table>
      <p><button id="back">Previous page</button> <span id="page"></span> <button id="on">Next page</button></p>${SAID}`,
    script: `const rows = ${JSON.stringify(rows)};
      let sort = null, page = 0, edited = null;
      const shown = () => {
        const wanted = rows.filter(({ name }) => name.toLowerCase().includes($('input[type=search]').value.toLowerCase()));
        return sort ? wanted.toSorted((a, b) => (a[sort] > b[sort] ? 1 : -1)) : wanted;
      };
      const show = () => {
        const pages = Math.max(1, Math.ceil(shown().length / ${PER_PAGE}));
        page = Math.min(page, pages - 1);
        $('#page').textContent = 'Page ' + (page + 1) + ' of ' + pages;
        $('#back').disabled = page === 0;
        $('#on').disabled = page === pages - 1;
        for (const head of all('th button')) head.parentElement.ariaSort = head.dataset.key === sort ? 'ascending' : null;
        $('tbody').innerHTML = shown().slice(page * ${PER_PAGE}, (page + 1) * ${PER_PAGE}).map((row) => '<tr data-name="' + row.name + '"><td>' + row.name +
          '<td>' + row.price.toFixed(2) + '<td>' + (edited === row.name ? '<input aria-label="Stock of ' + row.name + '" value="' + row.stock + '">' : row.stock) +
          '<td>' + (edited === row.name ? '<button data-do="keep">Keep</button>' : '<button data-do="edit">Edit</button>') + '<button data-do="details">Details</button></tr>').join('');
      };
      $('thead').addEventListener('click', ({ target }) => { if (target.dataset.key) { sort = target.dataset.key; show(); } });
      $('input[type=search]').addEventListener('input', () => { page = 0; show(); });
      $('#back').onclick = () => { page--; show(); };
      $('#on').onclick = () => { page++; show(); };
      $('tbody').addEventListener('click', ({ target }) => {
        const name = target.closest('tr')?.dataset.name;
        const row = rows.find((each) => each.name === name);
        if (target.dataset.do === 'details') say(row.name + ' costs ' + row.price.toFixed(2) + ', ' + row.stock + ' left');
        if (target.dataset.do === 'edit') edited = name;
        if (target.dataset.do === 'keep') { row.stock = Number($('tbody input').value); edited = null; say(name + ': ' + row.stock); }
        if (target.dataset.do !== 'details') show();
      });
      show();`,
  });
