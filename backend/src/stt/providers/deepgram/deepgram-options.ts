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

/** How sure Flux must be of the end of a turn where it is not told. */
const EOT_THRESHOLD = 0.7;

/** Flux takes no less than 0.3, and none above the certainty that ends the turn; Earshot's own 0 stands for none. */
const IsEagerThreshold = (): PropertyDecorator =>
  ValidateBy({
    name: 'isEagerThreshold',
    validator: {
      validate: (value, args) => {
        const { eotThreshold = EOT_THRESHOLD } = args!.object as DeepgramSttOptions;
        return value === 0 || (typeof value === 'number' && value >= 0.3 && value <= eotThreshold);
      },
      defaultMessage: () =>
        `$property must be 0, or from 0.3 to eotThreshold (which is ${EOT_THRESHOLD} where it is not set)`,
    },
  });

export class DeepgramSttOptions extends SocketApiOptions {
  /** One that begins with `flux` ends turns by itself. */
  @IsString()
  @IsNotEmpty()
  @ClientOption()
  model = 'nova-3';

  /** In Deepgram's words (`en-GB`, `multi`), where it is not the conversation's. */
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

  /** Numbers as digits. */
  @IsBoolean()
  @ClientOption()
  numerals = false;

  /** Not of Flux, which always punctuates. */
  @IsBoolean()
  @ClientOption()
  punctuate = true;

  /** Dates, amounts and addresses as they are written. Not of Flux. */
  @IsBoolean()
  @ClientOption()
  smartFormat = false;

  /** Silence after which words are final while speech goes on; where speech ends, Earshot says. Not of Flux. */
  @IsInt()
  @Min(10)
  @Max(5_000)
  @ClientOption()
  endpointingMs = 300;

  /** Of Flux: how sure it must be of the end of a turn for an answer to be begun ahead, from 0.3 on; 0 begins none. */
  @IsNumber()
  @Min(0)
  @Max(0.9)
  @IsEagerThreshold()
  @ClientOption()
  eagerEotThreshold = 0.5;

  /** Of Flux: how sure it must be that a turn ended. Deepgram's own is 0.7; with 1 it would end none. */
  @IsOptional()
  @IsNumber()
  @Min(0.5)
  @Max(0.99)
  @ClientOption()
  eotThreshold?: number;

  /** Of Flux: silence after which a turn ends however unsure it is. Deepgram's own is 5 s. */
  @IsOptional()
  @IsInt()
  @Min(500)
  @Max(60_000)
  @ClientOption()
  eotTimeoutMs?: number;
}
