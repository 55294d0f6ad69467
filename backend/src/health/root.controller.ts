import { Controller, Get, Header } from '@nestjs/common';

/** For a person who opens the backend's address in a browser. */
@Controller()
export class RootController {
  @Get()
  @Header('Content-Type', 'text/plain; charset=utf-8')
  hint(): string {
    return "Earshot is running. Talk to it in the extension's side panel; README.md says how to load it.\n";
  }
}
