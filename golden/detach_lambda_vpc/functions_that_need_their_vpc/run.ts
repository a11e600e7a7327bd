import './database';
import './gateway';
import './files';
