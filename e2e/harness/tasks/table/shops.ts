import { bookPage, filterPage, searchPage, shopPage, suggestionsPage } from '../pages/shops.ts';
import { SAID_TEXT } from '../pages/layout.ts';
import type { Task } from '../task.ts';

const MUGS = [
  { name: 'Blue mug', price: 8 },
  { name: 'Red mug', price: 9.5 },
  { name: 'Tea pot', price: 21 },
];

const FLATS = [
  { street: 'Mill Lane', rooms: 2, pets: true },
  { street: 'High Street', rooms: 3, pets: false },
  { street: 'Dock Road', rooms: 4, pets: true },
  { street: 'Elm Walk', rooms: 3, pets: true },
];

const BOOKS = ['Growing pears', 'The pear in art', 'Bread for all', 'Trees of the north'];

export const SEARCH_TASKS: readonly Task[] = [
  {
    kind: 'search',
    name: 'words, results, and one of them',
    pages: {
      'https://library.example/': searchPage(BOOKS),
      'https://library.example/book': bookPage,
    },
    turns: [
      {
        says: 'Search for pear, and keep the book about art for me.',
        script: [
          'look',
          'type "pear" into "Search the library" and enter; look',
          'click "The pear in art"; look',
          'click "Keep it for me"',
          'answer "The book is kept for you."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'kept The pear in art' },
  },
  {
    kind: 'search',
    name: 'suggestions that load late',
    pages: { 'https://trip.example/': suggestionsPage(['Paris', 'Parma', 'Pearham', 'Porto']) },
    turns: [
      {
        says: 'I want to go to Parma.',
        script: [
          'look',
          'type "par" into "City"; wait for "Parma"; look',
          'click option "Parma"',
          'answer "Parma it is."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'to Parma' },
  },
  {
    kind: 'search',
    name: 'filters that draw the results anew',
    pages: { 'https://flats.example/': filterPage(FLATS) },
    turns: [
      {
        says: 'Flats with at least three rooms where pets are allowed: remember Elm Walk.',
        script: [
          'look',
          'check "Pets allowed"; select "3" in "Rooms at least"; look',
          'knows "2 flats"; click "Remember Elm Walk"',
          'answer "Elm Walk is remembered."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'Remember Elm Walk' },
  },
];

export const CART_TASKS: readonly Task[] = [
  {
    kind: 'cart',
    name: 'two things and their number',
    pages: { 'https://mugs.example/': shopPage('Mugs and pots', MUGS) },
    turns: [
      {
        says: 'Put a red mug and a tea pot into my cart, and make it 3 mugs.',
        script: [
          'look',
          'click "Add to cart" after "Red mug"; click "Add to cart" after "Tea pot"; look',
          'set "Number of Red mug" to "3"; look',
          'knows "49.50"; answer "That is 49.50 euros."',
        ],
      },
    ],
    end: { read: `document.querySelector('output').textContent`, is: '49.50' },
  },
  {
    kind: 'cart',
    name: 'a purchase, after a question',
    pages: { 'https://mugs.example/': shopPage('Mugs and pots', MUGS) },
    turns: [
      {
        says: 'Add the blue mug to the cart and buy now.',
        script: [
          'look',
          'click "Add to cart" after "Blue mug"; click "Buy now" (yes)',
          'answer "The mug is yours."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'bought 1 Blue mug for 8.00' },
  },
  {
    kind: 'cart',
    name: 'a purchase that the user does not want',
    pages: { 'https://mugs.example/': shopPage('Mugs and pots', MUGS) },
    turns: [
      {
        says: 'Get me a tea pot.',
        script: [
          'look',
          'click "Add to cart" after "Tea pot"; click "Buy now" (no)',
          'answer "It is in the cart."',
        ],
      },
    ],
    end: { read: `document.querySelector('output').textContent + ${SAID_TEXT}`, is: '21.00' },
  },
  {
    kind: 'cart',
    name: 'a voucher',
    pages: { 'https://mugs.example/': shopPage('Mugs and pots', MUGS) },
    turns: [
      {
        says: 'One tea pot please, with the voucher PEAR10.',
        script: [
          'look',
          'click "Add to cart" after "Tea pot"; type "PEAR10" into "Voucher"; click "Use voucher"; look',
          'knows "18.90"; answer "With the voucher it is 18.90."',
        ],
      },
    ],
    end: { read: `document.querySelector('output').textContent`, is: '18.90' },
  },
];
