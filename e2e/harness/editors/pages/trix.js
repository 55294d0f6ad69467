import 'trix';
import 'trix/dist/trix.css';

document.getElementById('editor').innerHTML = '<trix-editor></trix-editor>';
const element = document.querySelector('trix-editor');
await new Promise((resolve) => element.addEventListener('trix-initialize', resolve, { once: true }));

window.editor = {
  text: () => element.editor.getDocument().toString().replace(/\n$/, ''),
  reset(text) {
    element.editor.loadHTML(text ? `<div>${text}</div>` : '');
    element.editor.setSelectedRange(element.editor.getDocument().toString().length - 1);
  },
};
