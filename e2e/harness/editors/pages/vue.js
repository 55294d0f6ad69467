import { createApp, reactive } from 'vue/dist/vue.esm-bundler.js';

const model = reactive({ text: '' });
createApp({ setup: () => ({ model }), template: '<textarea v-model="model.text"></textarea>' }).mount(
  '#editor',
);

window.editor = {
  text: () => model.text,
  reset(text) {
    model.text = text;
  },
};
