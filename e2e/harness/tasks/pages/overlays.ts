/** What lies over pages: menus and dialogs. */
import { escaped, layout, SAID } from './layout.ts';

/** Menus that open while the pointer is over them, a moment late, as most shops have them. */
export const hoverMenuPage = (menus: Readonly<Record<string, readonly string[]>>): string =>
  layout({
    title: 'Garden shop',
    body: `<ul class="bar">${Object.entries(menus)
      .map(
        ([name, items]) =>
          `<li><a href="#${escaped(name)}">${escaped(name)}</a><ul class="menu" hidden>${items.map((item) => `<li><a href="#" onclick="say('${escaped(item)}'); return false">${escaped(item)}</a>`).join('')}</ul>`,
      )
      .join('')}</ul>${SAID}`,
    style:
      '.bar > li { display: inline-block; position: relative; margin-right: 2em } .menu { position: absolute; background: #fff; border: 1px solid; z-index: 1; margin: 0 }',
    script: `for (const item of all('.bar > li')) {
        item.onmouseenter = () => setTimeout(() => { $('.menu', item).hidden = false; }, 80);
        item.onmouseleave = () => { $('.menu', item).hidden = true; };
      }`,
  });

/** Files with a menu each, whose items open dialogs or change the file. */
export const filesPage = (files: readonly string[]): string =>
  layout({
    title: 'Files',
    body: `<ul id="files"></ul><div role="menu" hidden></div>
      <dialog aria-label="Rename"><form method="dialog"><label>New name <input autocomplete="off"></label><button type="button" id="cancel">Cancel</button> <button type="button" id="ok">Change name</button></form></dialog>${SAID}`,
    style:
      '[role=menu] { position: absolute; border: 1px solid; background: #fff; padding: .3em } [role=menuitem] { padding: .2em }',
    script: `let files = ${JSON.stringify(files)}, current = '';
      const show = () => {
        $('#files').innerHTML = files.map((name) => '<li>' + name + ' <button aria-haspopup="menu" aria-expanded="false" data-name="' + name + '" aria-label="Actions for ' + name + '">⋮</button></li>').join('');
        say(files.join(', '));
      };
      const menu = $('[role=menu]');
      const close = () => { menu.hidden = true; for (const each of all('[aria-expanded]')) each.ariaExpanded = 'false'; };
      $('#files').addEventListener('click', ({ target }) => {
        if (!target.dataset.name) return;
        current = target.dataset.name;
        target.ariaExpanded = 'true';
        menu.innerHTML = ['Rename', 'Copy', 'Move to top'].map((item) => '<div role="menuitem" tabindex="-1">' + item + '</div>').join('');
        menu.hidden = false;
        menu.firstElementChild.focus();
      });
      const choose = (item) => {
        close();
        if (item === 'Copy') files.push('Copy of ' + current);
        if (item === 'Move to top') files = [current, ...files.filter((each) => each !== current)];
        if (item === 'Rename') { $('dialog input').value = current; $('dialog').showModal(); }
        show();
      };
      menu.addEventListener('click', ({ target }) => choose(target.textContent));
      menu.addEventListener('keydown', (event) => {
        const items = all('[role=menuitem]');
        const at = items.indexOf(document.activeElement);
        if (event.key === 'ArrowDown') items[(at + 1) % items.length].focus();
        if (event.key === 'Escape') close();
        if (event.key === 'Enter') choose(items[at].textContent);
      });
      $('#cancel').onclick = () => $('dialog').close();
      $('#ok').onclick = () => { files = files.map((name) => (name === current ? $('dialog input').value : name)); $('dialog').close(); show(); };
      show();`,
  });

/** Questions whose answers unfold. */
export const questionsPage = (answers: Readonly<Record<string, string>>): string =>
  layout({
    title: 'Questions',
    body: `${Object.entries(answers)
      .map(
        ([question, answer]) =>
          `<details><summary>${escaped(question)}</summary><p>${escaped(answer)}</p><button onclick="say('helped: ${escaped(question)}')">This helped</button></details>`,
      )
      .join('')}${SAID}`,
  });

/** A banner lies over everything until it was answered. */
export const bannerPage = (): string =>
  layout({
    title: 'Weather station',
    body: `<p>Wind and rain, every ten minutes.</p><button onclick="say('showing the rain of today')">Show the rain</button>${SAID}
      <div id="cover"><div role="dialog" aria-modal="true" aria-label="Cookies"><p>May we count visits?</p><button>Only what is needed</button> <button>All of them</button></div></div>`,
    style:
      '#cover { position: fixed; inset: 0; background: #0008; z-index: 9 } #cover > div { background: #fff; margin: 20vh auto; width: 20em; padding: 1em }',
    script: `for (const button of all('#cover button')) button.onclick = () => { $('#cover').remove(); document.body.dataset.choice = button.textContent; };`,
  });

/** A dialog that another click opens late, and that asks for more. */
export const bookingPage = (): string =>
  layout({
    title: 'Meeting rooms',
    body: `<ul><li>Blue room <button data-room="Blue room">Use the blue room</button><li>Red room <button data-room="Red room">Use the red room</button></ul>${SAID}
      <dialog aria-label="Meeting"><label>Topic <input autocomplete="off"></label><label><input type="checkbox"> With coffee</label><button type="button">Done</button></dialog>`,
    script: `let room = '';
      for (const button of all('[data-room]')) button.onclick = () => { room = button.dataset.room; setTimeout(() => $('dialog').showModal(), 250); };
      $('dialog button').onclick = () => { $('dialog').close(); say(room + ': ' + $('dialog input').value + ($('[type=checkbox]').checked ? ', with coffee' : '')); };`,
  });
