import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
} from 'class-validator';
import { ClientOption, SocketApiOptions } from '../../../provider-kit/provider-options.js';

export class AssemblyAiSttOptions extends SocketApiOptions {
  /** Where it is left out, the streaming model for English, or the multilingual one for other languages. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @ClientOption()
  model?: string;

  /** Where it is not the conversation's: `de`. */
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

  /** Punctuation and capitals. They come after the words, and cost time. */
  @IsBoolean()
  @ClientOption()
  formatTurns = false;
}
