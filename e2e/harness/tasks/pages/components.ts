/** Pages that are made of frames, shadow roots and controls that do not stay, and pages to log in on. */
import { layout, SAID } from './layout.ts';

export const framePage = (address: string): string =>
  layout({
    title: 'Guest book',
    body: `<p>The form below is a page of its own.</p><iframe src="${address}" title="Entry" width="600" height="200"></iframe>`,
  });

/** Its controls stand in closed shadow roots, one in the other. */
export const shadowPage = (): string =>
  layout({
    title: 'Thermostat',
    body: `<heat-control></heat-control>${SAID}`,
    script: `customElements.define('heat-knob', class extends HTMLElement {
        connectedCallback() {
          const root = this.attachShadow({ mode: 'closed' });
          root.innerHTML = '<button>Warmer</button><label>Hours <input type="number" value="1"></label>';
          root.querySelector('button').onclick = () => this.dispatchEvent(new CustomEvent('warmer', { bubbles: true, composed: true, detail: root.querySelector('input').value }));
        }
      });
      customElements.define('heat-control', class extends HTMLElement {
        connectedCallback() {
          const root = this.attachShadow({ mode: 'closed' });
          root.innerHTML = '<h2>Kitchen</h2><heat-knob></heat-knob>';
          let degrees = 18;
          root.addEventListener('warmer', ({ detail }) => say(++degrees + ' degrees for ' + detail + ' hours'));
        }
      });`,
  });

/** Draws everything anew after each click, as some frameworks do. */
export const counterPage = (names: readonly string[]): string =>
  layout({
    title: 'Counters',
    body: `<div id="app"></div>${SAID}`,
    script: `const counts = new Map(${JSON.stringify(names.map((name) => [name, 0]))});
      const show = () => {
        $('#app').innerHTML = [...counts].map(([name, count]) => '<p>' + name + ': ' + count + ' <button data-name="' + name + '">One more ' + name.toLowerCase() + '</button></p>').join('');
        for (const button of all('#app button')) button.onclick = () => { counts.set(button.dataset.name, counts.get(button.dataset.name) + 1); show(); };
        say([...counts].map(([name, count]) => name + ' ' + count).join(', '));
      };
      show();`,
  });

/** An editor without a field: its text stands in an element. */
export const notePage = (): string =>
  layout({
    title: 'Note',
    body: `<div contenteditable="true" role="textbox" aria-multiline="true" aria-label="Note text" style="border: 1px solid; min-height: 5em"></div><button type="button">Keep note</button>${SAID}`,
    script: `$('main button').onclick = () => say($('[contenteditable]').innerText.trim());`,
  });

/** A form that is posted to its server. */
export const loginPage = (problem = ''): string =>
  layout({
    title: 'Log in',
    body: `<p role="alert">${problem}</p><form method="post" action="/login"><label>User name <input name="user" autocomplete="username"></label><label>Password <input type="password" name="password" autocomplete="current-password"></label><button>Log in</button></form>`,
  });

export const loggedIn = ({ post }: { post: URLSearchParams }): string =>
  post.get('password') === 'correct horse'
    ? layout({
        title: 'Account',
        body: `<p>Hello, <b id="who">${post.get('user')}</b>.</p><a href="/logout">Log out</a>`,
      })
    : loginPage('The password is wrong.');
