import Quill from 'quill';
import 'quill/dist/quill.snow.css';

const quill = new Quill('#editor', { theme: 'snow' });

window.editor = {
  text: () => quill.getText().replace(/\n$/, ''),
  reset(text) {
    quill.setText(text);
    quill.history.clear();
    quill.setSelection(quill.getLength(), 0);
  },
};
