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
} from 'class-validator';
import { ClientOption, SocketApiOptions } from '../../providers/provider-options.js';

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

  /** Of Flux: how sure it must be of the end of a turn for an answer to be begun ahead; 0 begins none. */
  @IsNumber()
  @Min(0)
  @Max(0.9)
  @ClientOption()
  eagerEotThreshold = 0.5;

  /** Of Flux: how sure it must be that a turn ended. Deepgram's own is 0.7. */
  @IsOptional()
  @IsNumber()
  @Min(0.5)
  @Max(1)
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
