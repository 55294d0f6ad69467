import { baseKeymap } from 'prosemirror-commands';
import { history, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { schema } from 'prosemirror-schema-basic';
import { EditorState, Selection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import 'prosemirror-view/style/prosemirror.css';

function stateWith(text) {
  const paragraph = schema.node('paragraph', null, text ? [schema.text(text)] : []);
  const plugins = [history(), keymap({ 'Mod-z': undo }), keymap(baseKeymap)];
  const state = EditorState.create({ doc: schema.node('doc', null, [paragraph]), plugins });
  return state.apply(state.tr.setSelection(Selection.atEnd(state.doc)));
}

const view = new EditorView(document.getElementById('editor'), { state: stateWith('') });

window.editor = {
  text: () => view.state.doc.textBetween(0, view.state.doc.content.size, '\n'),
  reset: (text) => view.updateState(stateWith(text)),
};
