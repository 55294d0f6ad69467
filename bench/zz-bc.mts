import { startBackend } from '/work/main/e2e/harness/backend.ts';
import { ProtocolClient } from '/work/main/e2e/harness/protocol-client.ts';
import { speak } from '/work/main/e2e/harness/microphone.ts';
const R='/work/main/dist/backend/src/';
const { EmbeddedTts } = await import(R+'tts/providers/embedded.js');
const b = await startBackend();
for (const voice of ['rms','slt','awb']) for (const w of ['okay','right','mhm','yeah','stop','no','wait']) {
  const tts=new EmbeddedTts({voice}); const parts:Int16Array[]=[]; async function* p(){yield w}
  for await (const {pcm} of tts.synthesize(p(),{language:'en',signal:new AbortController().signal})) parts.push(pcm); await tts.onModuleDestroy();
  const c = await ProtocolClient.connect(b.url); c.command('session_start',{greeting:false}); await c.data('session'); c.command('text_input',{text:'help'}); await c.data('state',(d)=>d.state==='speaking'); const from=c.received.length;
  const all=new Int16Array(4800+parts.reduce((n,x)=>n+x.length,0)); let at=4800; for(const x of parts){all.set(x,at);at+=x.length}
  const m=speak(c,all); await new Promise(r=>setTimeout(r,3000)); m.stop();
  console.log(voice,w,Math.round(all.length/16-300)+'ms', c.received.slice(from).map((x,i)=>[x,Math.round(c.receivedAt[from+i]!-m.startedAt-300)] as const).filter(([x])=>x.type!=='audio'&&!(x.type==='data'&&['state','speech_marks'].includes(x.name))&&!(x.type==='data'&&x.name==='text_data'&&x.data.role==='assistant')).map(([x,t])=>`${t}:${x.type==='cmd'?x.name:x.type==='data'&&x.name==='text_data'?`"${x.data.text}"${x.data.is_final?'!':''}`:x.type+((x as any).name??'')}`).join(' '));
  c.socket.terminate();
}
await b.stop(); process.exit();
