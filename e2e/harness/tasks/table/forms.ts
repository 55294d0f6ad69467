import { formPage, wizardPage } from '../pages/forms.ts';
import { SAID_TEXT } from '../pages/layout.ts';
import type { Task } from '../task.ts';

const COURSES = ['Pottery', 'Singing', 'Boxing'];

export const FORM_TASKS: readonly Task[] = [
  {
    kind: 'form',
    name: 'a wizard of ten steps',
    pages: {
      'https://town.example/': wizardPage({
        title: 'Parking permit',
        steps: [
          { label: 'First name', type: 'text' },
          { label: 'Last name', type: 'text' },
          { label: 'Street', type: 'text' },
          { label: 'Town', type: 'text' },
          { label: 'District', type: 'select', options: ['North', 'South', 'Harbour', 'Old town'] },
          { label: 'Number plate', type: 'text' },
          { label: 'First day', type: 'date' },
          { label: 'Months', type: 'number' },
          { label: 'Electric car', type: 'check' },
          { label: 'Remarks', type: 'area' },
        ],
      }),
    },
    turns: [
      {
        says: 'Fill in the permit: Ada Byron, Mill Lane 4 in Pearham, district Harbour, plate AB 12 CD, from the first of March 2027 for 6 months, an electric car, remark call me, then finish.',
        script: [
          'look',
          'type "Ada" into "First name"; click "Next"; look',
          'type "Byron" into "Last name"; click "Next"; look',
          'type "Mill Lane 4" into "Street"; click "Next"; look',
          'type "Pearham" into "Town"; click "Next"; look',
          'select "Harbour" in "District"; click "Next"; look',
          'type "AB 12 CD" into "Number plate"; click "Next"; look',
          'set "First day" to "2027-03-01"; click "Next"; look',
          'set "Months" to "6"; click "Next"; look',
          'check "Electric car"; click "Next"; look',
          'type "call me" into "Remarks"; click "Finish"',
          'answer "The permit is filled in."',
        ],
      },
    ],
    end: {
      read: SAID_TEXT,
      is: 'Ada; Byron; Mill Lane 4; Pearham; Harbour; AB 12 CD; 2027-03-01; 6; on; call me',
    },
  },
  {
    kind: 'form',
    name: 'contact details',
    pages: {
      'https://club.example/': formPage({
        title: 'Contact details',
        button: 'Keep details',
        fields: [
          { label: 'Name', type: 'text' },
          { label: 'Email', type: 'email' },
          { label: 'Phone', type: 'tel' },
        ],
      }),
    },
    turns: [
      {
        says: 'My name is Ann Miller, my email is ann@pear.example, the phone is 0301234. Fill that in and click keep details.',
        script: [
          'look',
          'type "Ann Miller" into "Name"; type "ann@pear.example" into "Email"; type "0301234" into "Phone"',
          'click "Keep details"',
          'answer "Your details are kept."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'name=Ann Miller; email=ann@pear.example; phone=0301234' },
  },
  {
    kind: 'form',
    name: 'choices of all kinds, and a question before they are sent',
    pages: {
      'https://courses.example/': formPage({
        title: 'Evening course',
        button: 'Enrol',
        fields: [
          { label: 'Course', type: 'select', options: COURSES },
          { label: 'Level', type: 'radio', options: ['Beginner', 'Advanced'] },
          { label: 'Bring a friend', type: 'check' },
          { label: 'Newsletter', type: 'check', value: true },
        ],
      }),
    },
    turns: [
      {
        says: 'I would like the singing course for advanced people, with a friend and without newsletters.',
        script: [
          'look',
          'select "Singing" in "Course"; check "Advanced"; check "Bring a friend"; uncheck "Newsletter"',
          'click "Enrol" (yes)',
          'answer "You are on the list."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'course=Singing; level=Advanced; bring-a-friend=on' },
  },
  {
    kind: 'form',
    name: 'a field that is refused and put right',
    pages: {
      'https://parcel.example/': formPage({
        title: 'Parcel',
        button: 'Find parcel',
        fields: [{ label: 'Parcel number', type: 'text' }],
        checks: `if (!/^[A-Z]{2}\\d{4}$/.test(sent.get('parcel-number'))) throw 'Two capital letters and four digits, please.';`,
      }),
    },
    turns: [
      {
        says: 'The parcel is xy 4711. Click find parcel. If that is not taken, use XY4711.',
        script: [
          'look',
          'type "xy 4711" into "Parcel number"; click "Find parcel"; look',
          'knows "Two capital letters"; replace "Parcel number" with "XY4711"; click "Find parcel"',
          'answer "I found it."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'parcel-number=XY4711' },
  },
  {
    kind: 'form',
    name: 'a slider, a colour and a number',
    pages: {
      'https://lamp.example/': formPage({
        title: 'Lamp',
        button: 'Use it',
        fields: [
          { label: 'Brightness', type: 'range', min: 0, max: 100, value: 50 },
          { label: 'Colour', type: 'color', value: '#ffffff' },
          { label: 'Minutes', type: 'number' },
        ],
      }),
    },
    turns: [
      {
        says: 'Set the lamp to 80 percent, red, for 30 minutes, and click use it.',
        script: [
          'look',
          'set "Brightness" to "80"; set "Colour" to "red"; set "Minutes" to "30"',
          'click "Use it"',
          'answer "The lamp is set."',
        ],
      },
    ],
    end: { read: SAID_TEXT, is: 'brightness=80; colour=#ff0000; minutes=30' },
  },
  {
    kind: 'form',
    name: 'a message that the user first does not want to be sent',
    pages: {
      'https://office.example/': formPage({
        title: 'Write to us',
        button: 'Send message',
        fields: [{ label: 'Your message', type: 'area' }],
      }),
    },
    turns: [
      {
        says: 'Write the heating is cold, and send the message.',
        script: [
          'look',
          'type "The heating is cold" into "Your message"; click "Send message" (no)',
          'answer "It is not sent."',
        ],
      },
      {
        says: 'Now send the message about the heating.',
        script: ['look', 'click "Send message" (yes)', 'answer "It is sent."'],
      },
    ],
    end: { read: SAID_TEXT, is: 'your-message=The heating is cold' },
  },
];
