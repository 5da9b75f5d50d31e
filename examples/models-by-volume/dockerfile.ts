import { stage } from 'gen-dockerfile'

export default stage('runtime')
  .from('python:3.13-slim-trixie')
  .workdir('/app')
  .env({ MODELS_DIR: '/models', PYTHONUNBUFFERED: 1 })
  .copy('app', './')
  .user(10001, 10001)
  .expose(8000)
  .comment('The models come at run time: `docker run -v ./models:/models:ro`, or the compose file.')
  .cmd(['python', 'server.py'])
