import { Bold, ClassicEditor, Essentials, Paragraph } from 'ckeditor5';
import 'ckeditor5/ckeditor5.css';

const ck = await ClassicEditor.create(document.getElementById('editor'), {
  licenseKey: 'GPL',
  plugins: [Essentials, Paragraph, Bold],
  toolbar: ['undo', 'bold'],
});

function paragraphs() {
  const holder = document.createElement('div');
  holder.innerHTML = ck.getData().replaceAll('<br>', '\n');
  return [...holder.children].map((paragraph) => paragraph.textContent.replace(/\u00a0/g, ' '));
}

window.editor = {
  text: () => paragraphs().join('\n'),
  reset(text) {
    ck.setData(text ? `<p>${text}</p>` : '');
    ck.model.change((writer) => {
      const root = ck.model.document.getRoot();
      writer.setSelection(writer.createPositionAt(root.getChild(0), 'end'));
    });
  },
};
