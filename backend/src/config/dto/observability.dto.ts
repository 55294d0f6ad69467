import { IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Max, Min } from 'class-validator';

export class MetricsConfig {
  /** The port of Prometheus metrics, such as 9464; 0 means any free port. Default: none, and no metrics. `EARSHOT_METRICS_PORT` overrides it. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(65_535)
  port?: number;

  /** The address that the metrics are served on, to everyone who reaches it. `EARSHOT_METRICS_HOST` overrides it. */
  @IsString()
  @IsNotEmpty()
  host = '127.0.0.1';
}

export class LogConfig {
  /** How the log is written: "text" for people, or "json", an object in each line. `EARSHOT_LOG` overrides it. */
  @IsIn(['text', 'json'])
  format: 'text' | 'json' = 'text';

  /** Whether the log has a line for each turn: how it ended, and how long each stage took. */
  @IsBoolean()
  turns = true;

  /** Whether the lines of turns, and the spans of OpenTelemetry, contain what was said. */
  @IsBoolean()
  words = false;
}
