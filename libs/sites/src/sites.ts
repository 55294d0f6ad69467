/** Sites that people name by voice. Their own search pages take the words in place of `{query}`. */
export interface Site {
  /** As people say them, in lower case without punctuation; the first is shown. */
  readonly names: readonly string[];
  /** Absolute. */
  readonly url: string;
  /** The address of its search, with `{query}`. */
  readonly search?: string;
}

/** `names, comma-separated | address | search`; a search that begins with a slash belongs to the address. */
const TABLE = `
google | https://www.google.com/ | /search?q={query}
google images, images | https://images.google.com/ | https://www.google.com/search?tbm=isch&q={query}
google maps, maps | https://www.google.com/maps | /maps/search/{query}
google news | https://news.google.com/ | /search?q={query}
google drive, my google drive, my drive | https://drive.google.com/ | /drive/search?q={query}
google docs, docs | https://docs.google.com/document/ | https://drive.google.com/drive/search?q={query}
google sheets | https://docs.google.com/spreadsheets/
google slides | https://docs.google.com/presentation/
google calendar | https://calendar.google.com/ | /calendar/r/search?q={query}
google translate | https://translate.google.com/ | /?text={query}
google photos | https://photos.google.com/ | /search/{query}
google scholar | https://scholar.google.com/ | /scholar?q={query}
google meet | https://meet.google.com/
google keep | https://keep.google.com/
gmail, google mail, g mail | https://mail.google.com/ | /mail/u/0/#search/{query}
youtube, you tube | https://www.youtube.com/ | /results?search_query={query}
youtube music | https://music.youtube.com/ | /search?q={query}
bing | https://www.bing.com/ | /search?q={query}
duckduckgo, duck duck go | https://duckduckgo.com/ | /?q={query}
startpage | https://www.startpage.com/ | /sp/search?query={query}
ecosia | https://www.ecosia.org/ | /search?q={query}
brave search | https://search.brave.com/ | /search?q={query}
yahoo | https://www.yahoo.com/ | https://search.yahoo.com/search?p={query}
yahoo mail | https://mail.yahoo.com/
yahoo finance | https://finance.yahoo.com/ | /lookup?s={query}
perplexity | https://www.perplexity.ai/ | /search?q={query}
chatgpt, chat gpt | https://chatgpt.com/ | /?q={query}
claude ai | https://claude.ai/
gemini | https://gemini.google.com/
wikipedia | https://en.wikipedia.org/ | /w/index.php?search={query}
wiktionary | https://en.wiktionary.org/ | /w/index.php?search={query}
wikimedia commons | https://commons.wikimedia.org/ | /w/index.php?search={query}
wolfram alpha, wolframalpha | https://www.wolframalpha.com/ | /input?i={query}
internet archive, wayback machine | https://archive.org/ | /search?query={query}
project gutenberg, gutenberg | https://www.gutenberg.org/ | /ebooks/search/?query={query}
britannica | https://www.britannica.com/ | /search?query={query}
quora | https://www.quora.com/ | /search?q={query}
reddit | https://www.reddit.com/ | /search/?q={query}
hacker news, hackernews | https://news.ycombinator.com/ | https://hn.algolia.com/?q={query}
lobsters | https://lobste.rs/ | /search?q={query}
product hunt | https://www.producthunt.com/ | /search?q={query}
slashdot | https://slashdot.org/
facebook | https://www.facebook.com/ | /search/top?q={query}
messenger, facebook messenger | https://www.messenger.com/
instagram | https://www.instagram.com/
threads | https://www.threads.com/
twitter, x dot com | https://x.com/ | /search?q={query}
bluesky, blue sky | https://bsky.app/ | /search?q={query}
mastodon | https://mastodon.social/ | /search?q={query}
linkedin, linked in | https://www.linkedin.com/ | /search/results/all/?keywords={query}
pinterest | https://www.pinterest.com/ | /search/pins/?q={query}
tumblr | https://www.tumblr.com/ | /search/{query}
tiktok, tik tok | https://www.tiktok.com/ | /search?q={query}
snapchat | https://www.snapchat.com/
whatsapp, whats app | https://web.whatsapp.com/
telegram | https://web.telegram.org/
signal messenger | https://signal.org/
discord | https://discord.com/app
slack | https://app.slack.com/
zoom us | https://zoom.us/
microsoft teams | https://teams.microsoft.com/
skype | https://web.skype.com/
outlook, hotmail | https://outlook.live.com/
proton mail, protonmail | https://mail.proton.me/
fastmail | https://app.fastmail.com/
icloud | https://www.icloud.com/
one drive, onedrive | https://onedrive.live.com/
microsoft office, office 365 | https://www.office.com/
dropbox | https://www.dropbox.com/
box dot com | https://www.box.com/
evernote | https://www.evernote.com/
notion | https://www.notion.so/
trello | https://trello.com/
asana | https://app.asana.com/
jira, atlassian | https://www.atlassian.com/
airtable | https://airtable.com/
todoist | https://app.todoist.com/
canva | https://www.canva.com/
figma | https://www.figma.com/
miro | https://miro.com/
docusign | https://www.docusign.com/
amazon | https://www.amazon.com/ | /s?k={query}
ebay, e bay | https://www.ebay.com/ | /sch/i.html?_nkw={query}
etsy | https://www.etsy.com/ | /search?q={query}
walmart | https://www.walmart.com/ | /search?q={query}
target dot com | https://www.target.com/ | /s?searchTerm={query}
best buy | https://www.bestbuy.com/ | /site/searchpage.jsp?st={query}
costco | https://www.costco.com/ | /CatalogSearch?keyword={query}
ikea | https://www.ikea.com/ | https://www.ikea.com/us/en/search/?q={query}
home depot, the home depot | https://www.homedepot.com/ | /s/{query}
lowes | https://www.lowes.com/ | /search?searchTerm={query}
aliexpress, ali express | https://www.aliexpress.com/ | /wholesale?SearchText={query}
alibaba | https://www.alibaba.com/
temu | https://www.temu.com/
wayfair | https://www.wayfair.com/ | /keyword.php?keyword={query}
zalando | https://www.zalando.com/
craigslist, craigs list | https://www.craigslist.org/
gumtree | https://www.gumtree.com/
paypal, pay pal | https://www.paypal.com/
venmo | https://venmo.com/
netflix | https://www.netflix.com/ | /search?q={query}
hulu | https://www.hulu.com/
disney plus | https://www.disneyplus.com/
prime video, amazon prime video | https://www.primevideo.com/ | /search?phrase={query}
hbo max | https://www.hbomax.com/
twitch | https://www.twitch.tv/ | /search?term={query}
vimeo | https://vimeo.com/ | /search?q={query}
dailymotion | https://www.dailymotion.com/ | /search/{query}
spotify | https://open.spotify.com/ | /search/{query}
apple music | https://music.apple.com/ | /search?term={query}
soundcloud, sound cloud | https://soundcloud.com/ | /search?q={query}
bandcamp, band camp | https://bandcamp.com/ | /search?q={query}
pandora | https://www.pandora.com/
deezer | https://www.deezer.com/ | /search/{query}
last fm | https://www.last.fm/ | /search?q={query}
audible | https://www.audible.com/ | /search?keywords={query}
imdb, i m d b | https://www.imdb.com/ | /find/?q={query}
rotten tomatoes | https://www.rottentomatoes.com/ | /search?search={query}
letterboxd | https://letterboxd.com/ | /search/{query}/
goodreads, good reads | https://www.goodreads.com/ | /search?q={query}
genius lyrics | https://genius.com/ | /search?q={query}
ted talks | https://www.ted.com/ | /search?q={query}
new york times, the new york times, ny times, nytimes | https://www.nytimes.com/ | /search?query={query}
washington post, the washington post | https://www.washingtonpost.com/ | /search/?query={query}
wall street journal, the wall street journal | https://www.wsj.com/ | /search?query={query}
usa today | https://www.usatoday.com/ | /search/?q={query}
los angeles times, la times | https://www.latimes.com/
chicago tribune | https://www.chicagotribune.com/
boston globe | https://www.bostonglobe.com/
the guardian, guardian | https://www.theguardian.com/ | https://www.google.com/search?q=site%3Atheguardian.com+{query}
bbc, the bbc | https://www.bbc.com/ | /search?q={query}
bbc news | https://www.bbc.com/news | https://www.bbc.com/search?q={query}
cnn | https://www.cnn.com/ | /search?q={query}
fox news | https://www.foxnews.com/ | /search-results/search?q={query}
nbc news | https://www.nbcnews.com/ | /search/?q={query}
abc news | https://abcnews.go.com/ | /search?searchtext={query}
cbs news | https://www.cbsnews.com/ | /search/?q={query}
npr | https://www.npr.org/ | /search/?query={query}
reuters | https://www.reuters.com/ | /site-search/?query={query}
associated press, ap news | https://apnews.com/ | /search?q={query}
al jazeera | https://www.aljazeera.com/ | /search/{query}
the economist, economist | https://www.economist.com/ | /search?q={query}
financial times, the financial times | https://www.ft.com/ | /search?q={query}
bloomberg | https://www.bloomberg.com/ | /search?query={query}
forbes | https://www.forbes.com/ | /search/?q={query}
business insider | https://www.businessinsider.com/ | /s?q={query}
the atlantic | https://www.theatlantic.com/ | /search/?q={query}
the new yorker, new yorker | https://www.newyorker.com/ | /search?q={query}
time magazine | https://time.com/ | /search/?q={query}
national geographic | https://www.nationalgeographic.com/ | /search?q={query}
politico | https://www.politico.com/ | /search?q={query}
the onion | https://theonion.com/
buzzfeed, buzz feed | https://www.buzzfeed.com/
the verge | https://www.theverge.com/ | /search?q={query}
tech crunch, techcrunch | https://techcrunch.com/ | /?s={query}
ars technica | https://arstechnica.com/ | /search/?q={query}
wired magazine | https://www.wired.com/ | /search/?q={query}
engadget | https://www.engadget.com/
cnet | https://www.cnet.com/ | /search/?query={query}
espn | https://www.espn.com/ | /search/_/q/{query}
medium dot com | https://medium.com/ | /search?q={query}
substack | https://substack.com/ | /search/{query}
github, git hub | https://github.com/ | /search?q={query}
gitlab, git lab | https://gitlab.com/ | /search?search={query}
bitbucket | https://bitbucket.org/
stack overflow, stackoverflow | https://stackoverflow.com/ | /search?q={query}
stack exchange | https://stackexchange.com/ | /search?q={query}
mdn, m d n, mdn web docs | https://developer.mozilla.org/ | /en-US/search?q={query}
npm registry, npm j s | https://www.npmjs.com/ | /search?q={query}
pypi, python package index | https://pypi.org/ | /search/?q={query}
docker hub | https://hub.docker.com/ | /search?q={query}
hugging face | https://huggingface.co/ | /search/full-text?q={query}
kaggle | https://www.kaggle.com/ | /search?q={query}
arxiv | https://arxiv.org/ | /search/?query={query}&searchtype=all
pub med, pubmed | https://pubmed.ncbi.nlm.nih.gov/ | /?term={query}
w3schools, w 3 schools | https://www.w3schools.com/
free code camp, freecodecamp | https://www.freecodecamp.org/ | /news/search?query={query}
code pen, codepen | https://codepen.io/ | /search/pens?q={query}
mozilla | https://www.mozilla.org/
chrome web store, web store | https://chromewebstore.google.com/ | /search/{query}
firefox add ons, add ons | https://addons.mozilla.org/ | /en-US/firefox/search/?q={query}
khan academy | https://www.khanacademy.org/ | /search?page_search_query={query}
coursera | https://www.coursera.org/ | /search?query={query}
udemy | https://www.udemy.com/ | /courses/search/?q={query}
duolingo | https://www.duolingo.com/
quizlet | https://quizlet.com/ | /search?query={query}
dictionary dot com | https://www.dictionary.com/ | /browse/{query}
merriam webster | https://www.merriam-webster.com/ | /dictionary/{query}
urban dictionary | https://www.urbandictionary.com/ | /define.php?term={query}
thesaurus dot com | https://www.thesaurus.com/ | /browse/{query}
deepl, deep l | https://www.deepl.com/translator
weather dot com, weather channel, the weather channel | https://weather.com/
accuweather | https://www.accuweather.com/
open street map, openstreetmap | https://www.openstreetmap.org/ | /search?query={query}
bing maps | https://www.bing.com/maps | /maps?q={query}
booking dot com | https://www.booking.com/ | /searchresults.html?ss={query}
airbnb, air b and b | https://www.airbnb.com/ | /s/{query}/homes
expedia | https://www.expedia.com/
trip advisor, tripadvisor | https://www.tripadvisor.com/ | /Search?q={query}
kayak dot com | https://www.kayak.com/
skyscanner | https://www.skyscanner.com/
hotels dot com | https://www.hotels.com/
yelp | https://www.yelp.com/ | /search?find_desc={query}
open table, opentable | https://www.opentable.com/
uber eats | https://www.ubereats.com/
door dash, doordash | https://www.doordash.com/
all recipes, allrecipes | https://www.allrecipes.com/ | /search?q={query}
food network | https://www.foodnetwork.com/
zillow | https://www.zillow.com/
glassdoor | https://www.glassdoor.com/
indeed dot com | https://www.indeed.com/ | /jobs?q={query}
webmd, web m d | https://www.webmd.com/ | /search?query={query}
mayo clinic | https://www.mayoclinic.org/ | /search/search-results?q={query}
speedtest, speed test | https://www.speedtest.net/
wordle | https://www.nytimes.com/games/wordle/
chess dot com | https://www.chess.com/
lichess | https://lichess.org/
steam store | https://store.steampowered.com/ | /search/?term={query}
`;

export const SITES: readonly Site[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [names = '', url = '', search] = line.split(' | ');
    const query = search?.startsWith('/') ? new URL(url).origin + search : search;
    return { names: names.split(', '), url, ...(query && { search: query }) };
  });
