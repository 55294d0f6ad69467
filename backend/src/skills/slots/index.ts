import { clockSlot, exactClockSlot, momentSlot } from './clock.slot.js';
import {
  comingDaySlot,
  dateSlot,
  dayKindSlot,
  dayKindsSlot,
  daySlot,
  exactDaySlot,
  holidaySlot,
  monthSlot,
  namedDaySlot,
  periodSlot,
} from './date.slot.js';
import { changeSlot, durationSlot, shortDurationSlot } from './duration.slot.js';
import { expressionSlot } from './expression.slot.js';
import { fractionSlot } from './fraction.slot.js';
import {
  amountSlot,
  countSlot,
  degreesSlot,
  numberSlot,
  numbersSlot,
  positionSlot,
  smallNumberSlot,
} from './number.slot.js';
import { citySlot, countrySlot, placeSlot } from './place.slot.js';
import type { Slot } from '../engine/slot.js';
import { singleUnitSlot, temperatureSlot, unitSlot } from './unit.slot.js';
import {
  commonLabelSlot,
  contactSlot,
  currencySlot,
  deviceSlot,
  labelSlot,
  linkSlot,
  nameSlot,
  optionSlot,
  restSlot,
  siteSlot,
  subjectSlot,
  taskSlot,
  topicSlot,
  weatherQuestionSlot,
  wordSlot,
} from './words.slot.js';

/** The kinds of slot that a template may have. */
export const SLOTS = {
  number: numberSlot,
  numbers: numbersSlot,
  smallNumber: smallNumberSlot,
  fraction: fractionSlot,
  count: countSlot,
  position: positionSlot,
  amount: amountSlot,
  degrees: degreesSlot,
  expression: expressionSlot,
  duration: durationSlot,
  change: changeSlot,
  shortDuration: shortDurationSlot,
  unit: unitSlot,
  singleUnit: singleUnitSlot,
  temperature: temperatureSlot,
  currency: currencySlot,
  city: citySlot,
  country: countrySlot,
  place: placeSlot,
  day: daySlot,
  date: dateSlot,
  namedDay: namedDaySlot,
  comingDay: comingDaySlot,
  holiday: holidaySlot,
  exactDay: exactDaySlot,
  dayKind: dayKindSlot,
  dayKinds: dayKindsSlot,
  period: periodSlot,
  clock: clockSlot,
  exactClock: exactClockSlot,
  moment: momentSlot,
  month: monthSlot,
  word: wordSlot,
  name: nameSlot,
  option: optionSlot,
  label: labelSlot,
  commonLabel: commonLabelSlot,
  task: taskSlot,
  topic: topicSlot,
  subject: subjectSlot,
  site: siteSlot,
  link: linkSlot,
  rest: restSlot,
  weatherQuestion: weatherQuestionSlot,
  device: deviceSlot,
  contact: contactSlot,
} satisfies Record<string, Slot>;

export type SlotName = keyof typeof SLOTS;
