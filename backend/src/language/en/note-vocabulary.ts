/** What people note and look for, for the recogniser. */

export const NOTES: readonly string[] = [
  ...['my car is on level three', 'i parked on the second floor', 'the keys are in the drawer', 'buy milk'],
  ...['my locker number is forty two', 'the meeting is on monday', 'anna likes tea', 'call the bank'],
  ...['the spare key is under the mat', 'i left my bag at work', 'the book is in the kitchen'],
];

export const THINGS: readonly string[] = [
  ...['car', 'car', 'keys', 'phone', 'bag', 'glasses', 'wallet', 'passport', 'bike', 'book', 'spare key'],
];
