import { chaptersPage, endlessPage, tablePage, todoPage } from '../pages/lists.ts';
import { SAID_TEXT } from '../pages/layout.ts';
import type { Task } from '../task.ts';

const TOOLS = [
  { name: 'Rake', price: 19.5, stock: 7 },
  { name: 'Spade', price: 24, stock: 3 },
  { name: 'Hose', price: 31.9, stock: 12 },
  { name: 'Bucket', price: 6.4, stock: 30 },
  { name: 'Ladder', price: 89, stock: 2 },
  { name: 'Hammer', price: 14.2, stock: 9 },
  { name: 'Saw', price: 17.7, stock: 5 },
  { name: 'Gloves', price: 4.9, stock: 40 },
  { name: 'Wheelbarrow', price: 74.5, stock: 4 },
  { name: 'Axe', price: 39, stock: 6 },
  { name: 'Broom', price: 9.8, stock: 15 },
  { name: 'Trowel', price: 5.6, stock: 22 },
];

export const LIST_TASKS: readonly Task[] = [
  {
    kind: 'list',
    name: 'things added and ticked',
    pages: { 'https://todo.example/': todoPage(['Water the plants', 'Call Bob']) },
    turns: [
      {
        says: 'Add buy milk and enter, then tick call Bob.',
        script: [
          'look',
          'type "buy milk" into "New thing" and enter; look',
          'check "Call Bob"',
          'answer "Done, and there is milk on the list."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: '-Water the plants, +Call Bob, -buy milk' },
  },
  {
    kind: 'list',
    name: 'a thing deleted, after a question',
    pages: { 'https://todo.example/': todoPage(['Water the plants', 'Call Bob', 'Pay the rent']) },
    turns: [
      {
        says: 'Delete call Bob from the list.',
        script: ['look', 'click "Delete Call Bob" (yes)', 'answer "It is gone."'],
      },
    ],
    end: { read: SAID_TEXT, is: '-Water the plants, -Pay the rent' },
  },
  {
    kind: 'list',
    name: 'a list without an end',
    pages: { 'https://recipes.example/': endlessPage('Recipe') },
    turns: [
      {
        says: 'Save recipe 37 for me.',
        script: [
          'look',
          'scroll bottom; look for "recipe 37"',
          'click "Save recipe 37"',
          'answer "Recipe 37 is saved."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'Save recipe 37' },
  },
  {
    kind: 'list',
    name: 'a chapter far below',
    pages: { 'https://book.example/': chaptersPage(['Apples', 'Pears', 'Plums', 'Cherries', 'Quinces']) },
    turns: [
      {
        says: 'Mark the chapter about cherries as read.',
        script: [
          'find "Of cherries"',
          'look at everything',
          'click "Mark as read" after "Cherries"',
          'answer "The chapter is marked."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'marked Cherries' },
  },
];

export const TABLE_TASKS: readonly Task[] = [
  {
    kind: 'table',
    name: 'sorted by price',
    pages: { 'https://tools.example/': tablePage('Tools', TOOLS) },
    turns: [
      {
        says: 'What is the cheapest tool? Show me its details.',
        script: [
          'look',
          'click "Price"; look',
          'click "Details" after "Gloves"',
          'knows "Gloves"; answer "The gloves are the cheapest."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'Gloves costs 4.90, 40 left' },
  },
  {
    kind: 'table',
    name: 'filtered as it is typed',
    pages: { 'https://tools.example/': tablePage('Tools', TOOLS) },
    turns: [
      {
        says: 'Look up the wheelbarrow in the tools.',
        script: [
          'look',
          'type "wheelbarrow" into "Filter by name"; look',
          'click "Details"',
          'knows "74.50"; answer "It costs 74.50."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'Wheelbarrow costs 74.50, 4 left' },
  },
  {
    kind: 'table',
    name: 'a cell edited on a later page',
    pages: { 'https://tools.example/': tablePage('Tools', TOOLS) },
    turns: [
      {
        says: 'Go to the next page of tools, and set the stock of saws to 11.',
        script: [
          'look',
          'click "Next page"; look',
          'click "Edit" after "Saw"; look',
          'replace "Stock of Saw" with "11"; click "Keep"',
          'answer "There are eleven saws now."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'Saw: 11' },
  },
];
