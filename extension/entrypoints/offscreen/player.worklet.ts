import { PlayerProcessor } from '../../lib/audio/player-processor';
import { PLAYER_WORKLET } from '../../lib/audio/worklet-messages';
import { TappedPlayerProcessor } from '../../lib/test-build/tapped-player-processor';

registerProcessor(PLAYER_WORKLET, import.meta.env.MODE === 'test' ? TappedPlayerProcessor : PlayerProcessor);
