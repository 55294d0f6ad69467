/** Date pickers, and things to drag. */
import { layout, SAID } from './layout.ts';

/** A grid of days under a field that cannot be typed into. */
export const datePickerPage = (year: number, month: number): string =>
  layout({
    title: 'Book a table',
    body: `<label>Day <input readonly id="day" aria-haspopup="dialog"></label>
      <div id="picker" role="dialog" aria-label="Choose a day" hidden><button id="before" aria-label="Previous month">‹</button> <b id="month" aria-live="polite"></b> <button id="next" aria-label="Next month">›</button><table role="grid"><tbody></tbody></table></div>${SAID}`,
    style: '#picker { border: 1px solid; padding: .5em; width: 20em } td { cursor: pointer }',
    script: `let [year, month] = [${year}, ${month - 1}];
      const text = (options, day = 1) => new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(Date.UTC(year, month, day));
      const show = () => {
        $('#month').textContent = text({ month: 'long', year: 'numeric' });
        const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
        const cells = Array.from({ length: days }, (_, i) => '<td role="gridcell" tabindex="-1" aria-label="' + text({ dateStyle: 'long' }, i + 1) + '" data-day="' + (i + 1) + '">' + (i + 1) + '</td>');
        const weeks = [];
        while (cells.length > 0) weeks.push('<tr>' + cells.splice(0, 7).join('') + '</tr>');
        $('tbody').innerHTML = weeks.join('');
      };
      $('#day').onclick = () => { $('#picker').hidden = false; show(); };
      $('#before').onclick = () => { [year, month] = month ? [year, month - 1] : [year - 1, 11]; show(); };
      $('#next').onclick = () => { [year, month] = month < 11 ? [year, month + 1] : [year + 1, 0]; show(); };
      $('tbody').addEventListener('click', ({ target }) => {
        $('#day').value = text({ dateStyle: 'long' }, Number(target.dataset.day));
        $('#picker').hidden = true;
        say($('#day').value);
      });`,
  });

/** A list that is put in order by the browser's own drag and drop. */
export const orderPage = (songs: readonly string[]): string =>
  layout({
    title: 'Playlist',
    body: `<ol>${songs.map((song) => `<li draggable="true" tabindex="0">${song}</li>`).join('')}</ol>${SAID}`,
    style: 'li { padding: .5em; border: 1px solid #ccc; width: 15em }',
    script: `let held = null;
      const order = () => say(all('ol li').map((each) => each.textContent).join(', '));
      $('ol').addEventListener('dragstart', (event) => { held = event.target; event.dataTransfer.setData('text/plain', held.textContent); });
      $('ol').addEventListener('dragover', (event) => event.preventDefault());
      $('ol').addEventListener('drop', (event) => {
        event.preventDefault();
        const to = event.target.closest('li');
        if (to && held && to !== held) to.before(held);
        order();
      });
      order();`,
  });

/** Cards and columns that listen to the pointer alone. */
export const boardPage = (columns: Readonly<Record<string, readonly string[]>>): string =>
  layout({
    title: 'Board',
    body: `<div id="board">${Object.entries(columns)
      .map(
        ([name, cards]) =>
          `<section aria-label="${name}"><button class="head">${name}</button>${cards.map((card) => `<div class="card" role="button" tabindex="0">${card}</div>`).join('')}</section>`,
      )
      .join('')}</div>${SAID}`,
    style:
      '#board { display: flex; gap: 1em } section { width: 12em; min-height: 15em; background: #eee } .card { margin: .5em; padding: .5em; background: #fff; cursor: grab; user-select: none } .head { width: 100% }',
    script: `let held = null, moved = false;
      const tell = () => say(all('section').map((each) => each.ariaLabel + ': ' + all('.card', each).map((card) => card.textContent).join(', ')).join('; '));
      for (const card of all('.card')) card.onpointerdown = () => { held = card; moved = false; };
      addEventListener('pointermove', () => { moved = true; });
      addEventListener('pointerup', ({ clientX, clientY }) => {
        const to = document.elementFromPoint(clientX, clientY)?.closest('section');
        if (held && moved && to) { to.append(held); tell(); }
        held = null;
      });
      tell();`,
  });

/** A handle that is pulled along a track. */
export const volumePage = (): string =>
  layout({
    title: 'Loudspeaker',
    body: `<div id="track"><div id="handle" role="slider" tabindex="0" aria-label="Volume" aria-valuemin="0" aria-valuemax="100" aria-valuenow="0"></div></div>${SAID}`,
    style:
      '#track { position: relative; width: 220px; height: 20px; background: #ccc } #handle { position: absolute; width: 20px; height: 20px; background: #06c }',
    script: `let from = null;
      const handle = $('#handle');
      const set = (value) => {
        const now = Math.max(0, Math.min(100, Math.round(value)));
        handle.ariaValueNow = now;
        handle.style.left = now * 2 + 'px';
        say('volume ' + now);
      };
      handle.onpointerdown = ({ clientX }) => { from = { clientX, value: Number(handle.ariaValueNow) }; };
      addEventListener('pointermove', ({ clientX }) => { if (from) set(from.value + (clientX - from.clientX) / 2); });
      addEventListener('pointerup', () => { from = null; });
      set(0);`,
  });
