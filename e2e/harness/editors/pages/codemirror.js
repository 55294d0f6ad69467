import { EditorState } from '@codemirror/state';
import { basicSetup, EditorView } from 'codemirror';

const view = new EditorView({ parent: document.getElementById('editor'), extensions: [basicSetup] });

window.editor = {
  text: () => view.state.doc.toString(),
  reset: (text) =>
    view.setState(
      EditorState.create({ doc: text, extensions: [basicSetup], selection: { anchor: text.length } }),
    ),
};
