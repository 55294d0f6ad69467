import { IsBoolean, IsInt, IsNotEmpty, IsOptional, IsString, Max, Min } from 'class-validator';

export class RecordingConfig {
  /**
   * Whether the audio of each call, what came in and what went out, is kept as WAV files. The side panel says so. A minute takes
   * 2 MB for the microphone, and as much again for a minute of answers.
   */
  @IsBoolean()
  enabled = false;

  /** Where. Default: `recordings` in the data folder. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  folder?: string;

  /** The most megabytes of one call, both sides together; then its recording ends, and the call goes on. */
  @IsInt()
  @Min(1)
  @Max(4_000)
  maxMegabytes = 250;

  /** The most megabytes of all recordings together. The oldest are deleted to make room; if there are none, recording ends. */
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  maxTotalMegabytes = 2_000;

  /** After how many days a recording is deleted. */
  @IsInt()
  @Min(1)
  @Max(3_650)
  days = 7;
}
