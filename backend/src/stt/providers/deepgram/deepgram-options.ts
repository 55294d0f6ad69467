import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateBy,
} from 'class-validator';
import { ClientOption, SocketApiOptions } from '../../../provider-kit/provider-options.js';

/** Flux's default confidence for the end of a turn. */
const EOT_THRESHOLD = 0.7;

/** Flux accepts 0.3 up to the confidence that ends the turn; Earshot's 0 means off. */
const IsEagerThreshold = (): PropertyDecorator =>
  ValidateBy({
    name: 'isEagerThreshold',
    validator: {
      validate: (value, args) => {
        const { eotThreshold = EOT_THRESHOLD } = args!.object as DeepgramSttOptions;
        return value === 0 || (typeof value === 'number' && value >= 0.3 && value <= eotThreshold);
      },
      defaultMessage: () =>
        `$property must be 0, or from 0.3 to eotThreshold (which is ${EOT_THRESHOLD} if it is not set)`,
    },
  });

export class DeepgramSttOptions extends SocketApiOptions {
  /** The model. One that begins with `flux` ends turns by itself. */
  @IsString()
  @IsNotEmpty()
  @ClientOption()
  model = 'nova-3';

  /** Deepgram language code, if it differs from the conversation's: `en-GB`, `multi`. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(20)
  @ClientOption()
  language?: string;

  /** Words that are likely to be said: names, products. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @ClientOption()
  keyterms?: string[];

  /** Whether it gets the names of what is visible on the page, to recognise them. Only with the browser extension. */
  @IsBoolean()
  @ClientOption()
  pageNames = true;

  /** Whether to write numbers as digits. */
  @IsBoolean()
  @ClientOption()
  numerals = false;

  /** Whether to add punctuation. Nova only: Flux always does. */
  @IsBoolean()
  @ClientOption()
  punctuate = true;

  /** Whether to format dates, amounts and addresses as they are written. Nova only. */
  @IsBoolean()
  @ClientOption()
  smartFormat = false;

  /** Silence after which words are final while speech goes on. Earshot decides when speech ends. Nova only. */
  @IsInt()
  @Min(10)
  @Max(5_000)
  @ClientOption()
  endpointingMs = 300;

  /** Flux only: the confidence at which an answer starts early, 0.3 or more; 0 turns this off. */
  @IsNumber()
  @Min(0)
  @Max(0.9)
  @IsEagerThreshold()
  @ClientOption()
  eagerEotThreshold = 0.5;

  /** Flux only: the confidence at which a turn ends. Deepgram's default is 0.7; 1 would end no turn. */
  @IsOptional()
  @IsNumber()
  @Min(0.5)
  @Max(0.99)
  @ClientOption()
  eotThreshold?: number;

  /** Flux only: silence after which a turn ends at any confidence. Deepgram's default is 5 s. */
  @IsOptional()
  @IsInt()
  @Min(500)
  @Max(60_000)
  @ClientOption()
  eotTimeoutMs?: number;
}
