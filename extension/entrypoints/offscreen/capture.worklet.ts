import { CaptureProcessor } from '../../lib/audio/capture-processor';
import { CAPTURE_WORKLET } from '../../lib/audio/worklet-messages';

registerProcessor(CAPTURE_WORKLET, CaptureProcessor);
