/** A shop: products, a cart, a checkout, and a search. */
import { escaped, layout, SAID } from './layout.ts';

export interface Product {
  name: string;
  price: number;
}

/** Products with a cart beside them. */
export const shopPage = (title: string, products: readonly Product[]): string =>
  layout({
    title,
    body: `<ul id="products">${products
      .map(
        ({ name, price }) =>
          `<li><h3>${escaped(name)}</h3><p>${price.toFixed(2)} euros</p><button type="button" data-name="${escaped(name)}">Add to cart</button></li>`,
      )
      .join('')}</ul>
      <section aria-label="Cart"><h2>Cart</h2><table><tbody></tbody></table><p>Total: <output>0.00</output> euros</p>
      <label>Voucher <input id="voucher" autocomplete="off"></label><button type="button" id="use">Use voucher</button>
      <button type="button" id="pay">Buy now</button></section>${SAID}`,
    script: `const prices = ${JSON.stringify(Object.fromEntries(products.map(({ name, price }) => [name, price])))};
      const cart = new Map();
      let part = 1;
      const total = () => ([...cart].reduce((sum, [name, count]) => sum + prices[name] * count, 0) * part).toFixed(2);
      const show = () => {
        $('tbody').innerHTML = [...cart].map(([name, count]) => '<tr><td>' + name + '<td><input type="number" min="0" aria-label="Number of ' + name + '" value="' + count + '" data-name="' + name + '"></tr>').join('');
        $('output').textContent = total();
      };
      const change = (name, count) => { if (count > 0) cart.set(name, count); else cart.delete(name); show(); };
      $('#products').addEventListener('click', ({ target: { dataset: { name } } }) => name && setTimeout(() => change(name, (cart.get(name) ?? 0) + 1), 60));
      $('tbody').addEventListener('change', ({ target }) => change(target.dataset.name, Number(target.value)));
      $('#use').onclick = () => { if ($('#voucher').value === 'PEAR10') { part = 0.9; show(); } };
      $('#pay').onclick = () => say('bought ' + [...cart].map(([name, count]) => count + ' ' + name).join(', ') + ' for ' + total());
      show();`,
  });

/** One product, with its price in the text. */
export const productPage = ({ name, price }: Product, shop: string): string =>
  layout({
    title: `${name} at ${shop}`,
    body: `<article><h2>${escaped(name)}</h2><p>The ${escaped(name.toLowerCase())} is made of steel and lasts for years. ${shop} sends it within two days, and takes it back for a month if it is not what was wanted.</p>
      <p>Price: <b>${price.toFixed(2)} euros</b></p></article><button type="button" onclick="say('noted ${escaped(name)}')">Put on my list</button>${SAID}`,
  });

const found = (books: readonly string[], query: string): string[] =>
  books.filter((book) => book.toLowerCase().includes(query.toLowerCase()));

/** A catalogue whose search leads to a page of its own. */
export const searchPage =
  (books: readonly string[]) =>
  ({ url }: { url: URL }): string => {
    const query = url.searchParams.get('q');
    const hits = query === null ? [] : found(books, query);
    const list = hits
      .map((book) => `<li><a href="/book?title=${encodeURIComponent(book)}">${escaped(book)}</a></li>`)
      .join('');
    return layout({
      title: query === null ? 'Library' : `Books about ${query}`,
      body: `<form action="/" role="search"><label>Search the library <input type="search" name="q"></label><button>Search</button></form>
        ${query === null ? '' : `<p>${hits.length} found</p><ol>${list}</ol>`}`,
    });
  };

export const bookPage = ({ url }: { url: URL }): string => {
  const title = url.searchParams.get('title') ?? '';
  return layout({
    title,
    body: `<p>Six copies, two of them free.</p><button type="button" onclick="say('kept ' + $('h1').textContent)">Keep it for me</button>${SAID}`,
  });
};

/** A field whose suggestions come late, and replace each other. */
export const suggestionsPage = (cities: readonly string[]): string =>
  layout({
    title: 'Where to',
    body: `<label>City <input role="combobox" aria-expanded="false" aria-controls="list" aria-autocomplete="list" autocomplete="off"></label><ul role="listbox" id="list" aria-label="Cities" hidden></ul>${SAID}`,
    style: '[role=option] { cursor: pointer; padding: .3em }',
    script: `const cities = ${JSON.stringify(cities)};
      const [field, list] = [$('input'), $('#list')];
      let timer = 0;
      field.oninput = () => {
        clearTimeout(timer);
        list.hidden = true;
        timer = setTimeout(() => {
          list.innerHTML = cities.filter((city) => city.toLowerCase().startsWith(field.value.toLowerCase())).map((city) => '<li role="option">' + city + '</li>').join('');
          list.hidden = false;
          field.ariaExpanded = 'true';
        }, 700);
      };
      list.onclick = ({ target }) => { field.value = target.textContent; list.hidden = true; field.ariaExpanded = 'false'; say('to ' + field.value); };`,
  });

export interface Flat {
  street: string;
  rooms: number;
  pets: boolean;
}

/** Results that are drawn anew with each filter. */
export const filterPage = (flats: readonly Flat[]): string =>
  layout({
    title: 'Flats',
    body: `<aside aria-label="Filters"><label><input type="checkbox"> Pets allowed</label><label>Rooms at least <select><option>1<option>2<option>3<option>4</select></label></aside><div id="found"></div>${SAID}`,
    script: `const flats = ${JSON.stringify(flats)};
      const show = () => {
        const wanted = flats.filter(({ rooms, pets }) => rooms >= Number($('select').value) && (pets || !$('input').checked));
        $('#found').innerHTML = '<p>' + wanted.length + ' flats</p>' + wanted.map(({ street, rooms }) => '<div><h3>' + street + '</h3><p>' + rooms + ' rooms</p><button>Remember ' + street + '</button></div>').join('');
      };
      for (const control of all('aside input, aside select')) control.onchange = show;
      $('#found').onclick = ({ target }) => { if (target.matches('button')) say(target.textContent); };
      show();`,
  });
