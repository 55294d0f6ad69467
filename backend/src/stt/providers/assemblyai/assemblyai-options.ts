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
  /** Default: the streaming model for English, or the multilingual one for other languages. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @ClientOption()
  model?: string;

  /** The language, if it differs from the conversation's: `de`. */
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

  /** Whether to add punctuation and capitals, which come later than the words. */
  @IsBoolean()
  @ClientOption()
  formatTurns = false;
}
