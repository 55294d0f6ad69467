import tinymce from 'tinymce';
import 'tinymce/icons/default';
import 'tinymce/models/dom';
import 'tinymce/themes/silver';
import 'tinymce/skins/ui/oxide/skin.css';

document.getElementById('editor').innerHTML = '<textarea id="source"></textarea>';
const [tiny] = await tinymce.init({
  selector: '#source',
  license_key: 'gpl',
  skin: false,
  content_css: false,
  plugins: '',
  promotion: false,
});

function plain(paragraph) {
  const copy = paragraph.cloneNode(true);
  for (const lineBreak of copy.querySelectorAll('br')) lineBreak.replaceWith('\n');
  return copy.textContent.replace(/\u00a0/g, ' ').replace(/\ufeff|\n$/g, '');
}

window.editor = {
  text: () => [...tiny.getBody().children].map(plain).join('\n'),
  reset(text) {
    tiny.setContent(text ? `<p>${text}</p>` : '');
    tiny.undoManager.clear();
    tiny.undoManager.add();
    tiny.selection.select(tiny.getBody(), true);
    tiny.selection.collapse(false);
  },
};
