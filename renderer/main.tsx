import './ui/styles/index.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { startPage } from './start.tsx'

// The page's policy forbids eval, which zod would otherwise try.
z.config({ jitless: true })

const element = document.getElementById('page')
if (element === null) throw new Error('index.html has no #page')
createRoot(element).render(<StrictMode>{startPage(navigator.language)}</StrictMode>)
